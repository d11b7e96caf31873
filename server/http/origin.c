/* origin.c - decides whether this service's own page sent a request. */

#include "http/origin.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* An Origin is "scheme://host" or "scheme://host:port", as Host has it. */
static enum origin
compare(const char *origin, const char *host)
{
	const char *at = strstr(origin, "://");

	if (at == NULL || host == NULL)
		return ORIGIN_FOREIGN;
	return strcasecmp(at + strlen("://"), host) == 0 ? ORIGIN_OWN
							 : ORIGIN_FOREIGN;
}

enum origin
origin_of(const struct origin_headers *h)
{
	if (h->site != NULL)
		return strcmp(h->site, "same-origin") == 0 ||
			strcmp(h->site, "none") == 0
		    ? ORIGIN_OWN
		    : ORIGIN_FOREIGN;
	if (h->origin == NULL || strcmp(h->origin, "null") == 0)
		return ORIGIN_UNKNOWN;
	return compare(h->origin, h->host);
}
