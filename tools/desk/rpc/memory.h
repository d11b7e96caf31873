/* memory.h - jansson's memory: wiped when it is freed. */

#ifndef RPC_MEMORY_H
#define RPC_MEMORY_H

#include <stddef.h>

/*
 * rpc_memory_begin():
 * Give jansson this allocator and a seed for its tables, so that it opens no
 * file for one.  Call it before any other use of jansson; harmless when called
 * again.
 */
void rpc_memory_begin(void);

/* ${n} bytes that rpc_memory_free() wipes; NULL. */
void *rpc_memory_new(size_t n);

/* Free what jansson's caller has to free; NULL is fine. */
void rpc_memory_free(void *p);

#endif
