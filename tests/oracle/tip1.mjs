/* tip1.mjs - TIP1 a second time, written from crypto/PROTOCOL.md alone. */

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
