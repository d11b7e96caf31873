/* privdrop.c - changes from root to the owner of a service's folder. */

#include "confine/privdrop.h"

#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdint.h>
#include <unistd.h>

#include <linux/capability.h>

enum {
	NOBODY = 65534, /* user and group */
};

/* True if this user namespace has other users than root: try NOBODY. */
static bool
others_exist(void)
{
	const uid_t same = (uid_t)-1;

	return setresuid(same, NOBODY, same) == 0 &&
	    setresuid(same, 0, same) == 0;
}

enum err
privdrop_folder(const char *path)
{
	const struct passwd *pw;

	if (mkdir(path, 0700) != 0)
		return errno == EEXIST ? OK : ERR_IO;
	if (geteuid() != 0 || !others_exist())
		return OK;
	/* NOLINTNEXTLINE(concurrency-mt-unsafe): there is only one thread */
	pw = getpwnam("zegel");
	if (chown(path, pw == NULL ? NOBODY : pw->pw_uid,
		pw == NULL ? NOBODY : pw->pw_gid) == 0)
		return OK;
	(void)rmdir(path);
	return ERR_IO;
}

static enum confine_result
rights_keep(uint32_t rights)
{
	struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_3,
		0 };
	const struct __user_cap_data_struct data[2] = { { rights, rights, 0 },
		{ 0, 0, 0 } };

	return syscall(SYS_capset, &head, data) == 0 ? CONFINE_OK
						     : CONFINE_REFUSED;
}

enum confine_result
privdrop(int folder, bool stick)
{
	const uint32_t rights = stick ? 1U << CAP_DAC_OVERRIDE : 0;
	struct stat st;
	gid_t group;

	if (geteuid() != 0)
		return CONFINE_OK;
	if (fstat(folder, &st) != 0)
		return CONFINE_REFUSED;
	if (st.st_uid == 0)
		return others_exist() ? CONFINE_OWNED_BY_ROOT
				      : rights_keep(rights);
	group = st.st_gid == 0 ? NOBODY : st.st_gid;
	if (prctl(PR_SET_KEEPCAPS, stick ? 1L : 0L, 0, 0, 0) != 0 ||
	    setgroups(0, NULL) != 0 || setresgid(group, group, group) != 0 ||
	    setresuid(st.st_uid, st.st_uid, st.st_uid) != 0)
		return CONFINE_REFUSED;
	/* a change of user may make the process dumpable again */
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		return CONFINE_REFUSED;
	return rights_keep(rights);
}

enum confine_result
privdrop_rest(void)
{
	return rights_keep(0);
}
