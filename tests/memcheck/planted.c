/* planted.c - two errors: a read past the end of memory, and a data race. */

#include <pthread.h>
#include <stdlib.h>

static char *byte;

static void *
count(void *arg)
{
	for (int i = 0; i < 1000; i++)
		byte[0]++;
	return arg;
}

int
main(int argc, char **argv)
{
	pthread_t thread;
	int rc = 0;

	(void)argv;
	byte = calloc((size_t)argc, 1);
	if (byte == NULL || byte[argc] == 7 ||
	    pthread_create(&thread, NULL, count, NULL) != 0)
		rc = 1;
	if (rc == 0) {
		count(NULL);
		(void)pthread_join(thread, NULL);
	}
	free(byte);
	return rc;
}
