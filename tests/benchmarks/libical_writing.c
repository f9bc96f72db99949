/* Writes a feed with libical, the C library: `libical_writing IN OUT`.

   Reads the feed IN into libical's components, then writes their text to OUT and prints the
   processor's seconds for that: making the components is not counted. */

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int count, char **names)
{
    FILE *file = count == 3 ? fopen(names[1], "rb") : NULL;
    if (!file)
        return 1;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc(size + 1, 1);
    if (!text || fread(text, 1, size, file) != (size_t)size)
        return 1;
    icalcomponent *calendar = icalparser_parse_string(text);
    FILE *out = fopen(names[2], "wb");
    if (!calendar || !out)
        return 1;
    double start = seconds();
    char *written = icalcomponent_as_ical_string_r(calendar);
    fputs(written, out);
    fflush(out);
    double took = seconds() - start;
    printf("%.6f %d\n", took, icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT));
    return 0;
}
