/* hurry.c - LD_PRELOAD library: sleep(3) returns at once. */

#include <unistd.h>

unsigned
sleep(unsigned seconds)
{
	(void)seconds;
	return 0;
}
