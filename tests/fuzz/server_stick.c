/* server_stick.c - fuzz the names of files on a stick. */

#include "bundle/stick.h"
#include "fuzz_folder.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const int folder = fuzz_folder();
	char name[BUNDLE_NAME + 64] = "";
	char note[BUNDLE_NAME];
	char file[BUNDLE_NAME];
	struct stick_list list;
	int fd;

	if (size >= sizeof(name) || memchr(data, '/', size) != NULL)
		return 0;
	memcpy(name, data, size);
	fd = openat(folder, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return 0; /* not a valid file name */
	(void)close(fd);
	must(stick_list(&list, folder) == OK && list.n <= 1);
	if (list.n == 1) {
		stick_names(note, file, &list.file[0]);
		must(strcmp(name, note) == 0 && strcmp(note, file) != 0);
	}
	stick_list_free(&list);
	must(unlinkat(folder, name, 0) == 0);
	return 0;
}
