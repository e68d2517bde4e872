/* glibc 2.29 has new versions of these functions, which no longer set the error of SVID programs. A host linked with
   2.29 or later asks for them, and then does not start with an older glibc. Their first versions are in every glibc. */
#if defined(__x86_64__)
#define FIRST_VERSION "GLIBC_2.2.5"
#elif defined(__aarch64__)
#define FIRST_VERSION "GLIBC_2.17"
#endif

double first_log(double);
double first_log2(double);
double first_pow(double, double);
__asm__(".symver first_log, log@" FIRST_VERSION);
__asm__(".symver first_log2, log2@" FIRST_VERSION);
__asm__(".symver first_pow, pow@" FIRST_VERSION);

/* The linker calls these instead (ld's --wrap). */
double __wrap_log(double x) { return first_log(x); }
double __wrap_log2(double x) { return first_log2(x); }
double __wrap_pow(double x, double y) { return first_pow(x, y); }
