/* Lets the n-th call of a kind fail that concerns a file below a folder: a disk that gives way. Or
 * kills the program before it: a plug that is pulled.
 *
 * FAULT_BELOW  the folder
 * FAULT_KIND   write, sync, rename, remove, truncate or make; any for all of them
 * FAULT_NTH    which call of that kind, from 1; it and, with FAULT_ON, all after it of any kind fail
 * FAULT_ERRNO  with what; KILL ends the program instead
 * FAULT_SEEN   a file that is made when a call has failed */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long count;
static atomic_int failing;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void tell(void) {
    const char *seen = getenv("FAULT_SEEN");
    int file = seen ? REAL(open)(seen, O_WRONLY | O_CREAT, 0600) : -1;
    if (file >= 0) close(file);
}

static int fails(const char *kind, const char *path) {
    const char *below = getenv("FAULT_BELOW"), *which = getenv("FAULT_KIND");
    const char *nth = getenv("FAULT_NTH"), *error = getenv("FAULT_ERRNO");
    if (!below || !which || !nth || !path || strncmp(path, below, strlen(below)) != 0) return 0;
    int hit = getenv("FAULT_ON") && atomic_load(&failing);
    int counts = strcmp(kind, which) == 0 || strcmp("any", which) == 0;
    if (counts && atomic_fetch_add(&count, 1) + 1 == atol(nth)) {
        atomic_store(&failing, 1);
        tell();
        hit = 1;
        if (error && strcmp(error, "KILL") == 0) raise(SIGKILL);
    }
    if (hit) errno = error ? atoi(error) : EIO;
    return hit;
}

static int fails_at(const char *kind, int file) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return fails(kind, path);
}

#define GUARD(kind, file, result) if (fails_at(kind, file)) return (result)
#define GUARD_PATH(kind, path, result) if (fails(kind, path)) return (result)

ssize_t write(int f, const void *b, size_t n) { GUARD("write", f, -1); return REAL(write)(f, b, n); }
ssize_t writev(int f, const struct iovec *v, int n) { GUARD("write", f, -1); return REAL(writev)(f, v, n); }
ssize_t pwrite(int f, const void *b, size_t n, off_t o) { GUARD("write", f, -1); return REAL(pwrite)(f, b, n, o); }
ssize_t pwrite64(int f, const void *b, size_t n, off64_t o) { GUARD("write", f, -1); return REAL(pwrite64)(f, b, n, o); }
ssize_t copy_file_range(int i, off64_t *p, int o, off64_t *q, size_t n, unsigned g) { GUARD("write", o, -1); return REAL(copy_file_range)(i, p, o, q, n, g); }
int fsync(int f) { GUARD("sync", f, -1); return REAL(fsync)(f); }
int fdatasync(int f) { GUARD("sync", f, -1); return REAL(fdatasync)(f); }
int ftruncate(int f, off_t n) { GUARD("truncate", f, -1); return REAL(ftruncate)(f, n); }
int ftruncate64(int f, off64_t n) { GUARD("truncate", f, -1); return REAL(ftruncate64)(f, n); }
int rename(const char *a, const char *b) { GUARD_PATH("rename", b, -1); return REAL(rename)(a, b); }
int renameat(int d, const char *a, int e, const char *b) { GUARD_PATH("rename", b, -1); return REAL(renameat)(d, a, e, b); }
int renameat2(int d, const char *a, int e, const char *b, unsigned g) { GUARD_PATH("rename", b, -1); return REAL(renameat2)(d, a, e, b, g); }
int link(const char *a, const char *b) { GUARD_PATH("rename", b, -1); return REAL(link)(a, b); }
int linkat(int d, const char *a, int e, const char *b, int g) { GUARD_PATH("rename", b, -1); return REAL(linkat)(d, a, e, b, g); }
int unlink(const char *p) { GUARD_PATH("remove", p, -1); return REAL(unlink)(p); }
int unlinkat(int d, const char *p, int g) { GUARD_PATH("remove", p, -1); return REAL(unlinkat)(d, p, g); }
int mkdir(const char *p, mode_t m) { GUARD_PATH("make", p, -1); return REAL(mkdir)(p, m); }

#define OPEN(name, path, ...)                                        \
    mode_t mode = 0;                                                  \
    if (flags & (O_CREAT | O_TMPFILE)) {                              \
        va_list more;                                                 \
        va_start(more, flags);                                        \
        mode = va_arg(more, mode_t);                                  \
        va_end(more);                                                 \
    }                                                                 \
    if (flags & O_CREAT) GUARD_PATH("make", path, -1);                \
    return REAL(name)(__VA_ARGS__, flags, mode)

int open(const char *p, int flags, ...) { OPEN(open, p, p); }
int open64(const char *p, int flags, ...) { OPEN(open64, p, p); }
int openat(int d, const char *p, int flags, ...) { OPEN(openat, p, d, p); }
int openat64(int d, const char *p, int flags, ...) { OPEN(openat64, p, d, p); }
