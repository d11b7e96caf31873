/* webcrypto.mjs - sets globalThis.crypto, which Node.js 18 hides. */

import { webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto;
