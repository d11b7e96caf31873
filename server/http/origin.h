/* origin.h - decides whether this service's own page sent a request. */

#ifndef HTTP_ORIGIN_H
#define HTTP_ORIGIN_H

/* A request's headers; NULL where the request has no such header. */
struct origin_headers {
	const char *site;   /* Sec-Fetch-Site */
	const char *origin; /* Origin */
	const char *host;   /* Host */
};

enum origin {
	ORIGIN_OWN,     /* the page of this service, or the person */
	ORIGIN_FOREIGN, /* another site's page */
	ORIGIN_UNKNOWN, /* a program, or a browser that does not say */
};

/*
 * origin_of(h):
 * Decide who made the browser send the request.  Sec-Fetch-Site decides where
 * it is present, because a page cannot forge it; else Origin, compared with
 * Host.  "Origin: null" proves nothing: a page with "Referrer-Policy:
 * no-referrer" sends it, our own and a foreign one alike.
 */
enum origin origin_of(const struct origin_headers *h);

#endif
