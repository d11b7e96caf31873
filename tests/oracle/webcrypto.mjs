/* webcrypto.mjs - Node.js 18 hides what libsodium's module looks for. */

import { webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto;
