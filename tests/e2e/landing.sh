#!/bin/bash
# landing.sh - the page for an organisation's own site has no script, picture or
# field, and has the same texts as the page of the service.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"

root=$here/../..
sed '/^<!--$/,/^-->$/d' "$root/web/landing.html" > page
! grep -iE '<script|<img|<iframe|<form|<input|@import|url\(|[ "]on[a-z]+=' page
result $? 'the page has no script, picture, frame or field' page
grep -oE '(href|src|action)="[^"]*"' page | sort -u > leads
printf '%s\n' 'href="@ADDRESS@"' 'href="@NEUTRAL@"' 'href="data:,"' \
    'href="tel:112"' | sort > may
same 'the links go to the service, the neutral site and 112 alone' leads may
! grep -E 'href="@' page | grep -v 'rel="noreferrer"'
result $? 'no link to these sites sends a Referer header' page
grep -oE '@[A-Z]+@' page | sort -u > filled
for name in $(tr -d @ < filled); do
	sed -n '/^<!--$/,/^-->$/p' "$root/web/landing.html" | grep -q "@$name@ ("
	result $? "the comment explains how to fill in $name" filled
done
# text LANG NAME: print the text NAME of the service's page.
text()
{
	awk -v id="msgid \"$2\"" '$0 == id { getline; print; exit }' \
	    "$root/web/lang/$1.po" | sed 's/^msgstr "//; s/"$//'
}
for name in start_title start_who start_sure start_here start_us \
    before_device before_private before_network; do
	for lang in nl en; do
		grep -qF "$(text $lang $name)" page
		result $? "the page has the service's text $name in $lang" page
	done
done
grep -qF "$(text nl alarm)" page
result $? "the page has the service's text about 112" page
finish
