/* tip1.mjs - the oracle: TIP1 written again from crypto/PROTOCOL.md alone. */

export * from './prim.mjs';
export * from './week.mjs';
export * from './receipt.mjs';
export * from './body.mjs';
export * from './envelope.mjs';
export * from './board.mjs';
export * from './note.mjs';
export * from './manifest.mjs';
export * from './notes.mjs';
export * from './keyfile.mjs';
export * from './desk.mjs';
