/* Lets the n-th call of one kind fail with EIO, in files below a folder. Loaded before the C library.
   TRUCKEE_FAULTS names a file of three ints that a test sets and reads: the kind (0 is none), how
   many calls are left until one fails, and how many have failed. TRUCKEE_FAULTS_BELOW is the folder,
   of which logs/ never fails. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, SYNC, RENAME, UNLINK, TRUNCATE, MKDIR, READ, OPEN };

static volatile int *control;
static const char *below;

__attribute__((constructor)) static void prepare(void) {
  const char *file = getenv("TRUCKEE_FAULTS");
  below = getenv("TRUCKEE_FAULTS_BELOW");
  if (!file || !below) return;
  int fd = open(file, O_RDWR);
  if (fd < 0) return;
  void *mapped = mmap(NULL, 3 * sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (mapped != MAP_FAILED) control = mapped;
}

static int counts(int kind, const char *path) {
  if (strncmp(path, below, strlen(below)) != 0 || strstr(path, "/logs/")) return 0;
  if (__sync_sub_and_fetch(&control[1], 1) != 0) return 0;
  __sync_add_and_fetch(&control[2], 1);
  errno = EIO;
  return 1;
}

static int fails(int kind, const char *path) {
  return control && control[0] == kind && counts(kind, path);
}

static int fails_at(int kind, int fd) {
  if (!control || control[0] != kind) return 0;
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return counts(kind, path);
}

#define NEXT(name) static __typeof__(&name) next; if (!next) next = dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *b, size_t n) { NEXT(write); return fails_at(WRITE, fd) ? -1 : next(fd, b, n); }
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) { NEXT(pwrite); return fails_at(WRITE, fd) ? -1 : next(fd, b, n, o); }
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) { NEXT(pwrite64); return fails_at(WRITE, fd) ? -1 : next(fd, b, n, o); }
ssize_t read(int fd, void *b, size_t n) { NEXT(read); return fails_at(READ, fd) ? -1 : next(fd, b, n); }
ssize_t pread(int fd, void *b, size_t n, off_t o) { NEXT(pread); return fails_at(READ, fd) ? -1 : next(fd, b, n, o); }
ssize_t pread64(int fd, void *b, size_t n, off64_t o) { NEXT(pread64); return fails_at(READ, fd) ? -1 : next(fd, b, n, o); }
int fsync(int fd) { NEXT(fsync); return fails_at(SYNC, fd) ? -1 : next(fd); }
int fdatasync(int fd) { NEXT(fdatasync); return fails_at(SYNC, fd) ? -1 : next(fd); }
int ftruncate(int fd, off_t n) { NEXT(ftruncate); return fails_at(TRUNCATE, fd) ? -1 : next(fd, n); }
int ftruncate64(int fd, off64_t n) { NEXT(ftruncate64); return fails_at(TRUNCATE, fd) ? -1 : next(fd, n); }
int rename(const char *a, const char *b) { NEXT(rename); return fails(RENAME, a) ? -1 : next(a, b); }
int unlink(const char *p) { NEXT(unlink); return fails(UNLINK, p) ? -1 : next(p); }
int rmdir(const char *p) { NEXT(rmdir); return fails(UNLINK, p) ? -1 : next(p); }
int mkdir(const char *p, mode_t m) { NEXT(mkdir); return fails(MKDIR, p) ? -1 : next(p, m); }
ssize_t writev(int fd, const struct iovec *v, int n) { NEXT(writev); return fails_at(WRITE, fd) ? -1 : next(fd, v, n); }

static mode_t mode_of(int flags, va_list rest) { return flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0; }

#define OPENS(name)                                                                        \
  int name(const char *p, int flags, ...) {                                                \
    NEXT(name);                                                                            \
    va_list rest;                                                                          \
    va_start(rest, flags);                                                                 \
    mode_t mode = mode_of(flags, rest);                                                    \
    va_end(rest);                                                                          \
    return fails(OPEN, p) ? -1 : next(p, flags, mode);                                     \
  }
OPENS(open)
OPENS(open64)
