package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One reading of a file's bytes, from its beginning or from behind some batch. */
class ScanTest {
    private final Milestones milestones = new Milestones();
    private final List<String> read = new ArrayList<>();

    /** A whole line with a true checksum, and its line break. */
    private static String line(int number, int first, int last) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] object = ("{\"i\":" + number + "}").getBytes(StandardCharsets.US_ASCII);
        new Frame().write(out, number, first, last, "", object);
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static String line(int number) {
        return line(number, number, number);
    }

    private static String withoutBreak(String line) {
        return line.substring(0, line.length() - 1);
    }

    private static String object(int number) {
        return "{\"i\":" + number + "}";
    }

    private Scan scan(Known from) {
        return new Scan(from, from.size(), read::add, milestones);
    }

    private static Known run(Scan scan, String file, long most) throws Exception {
        try (Disk.Content content = new Endless(file, 0, "")) {
            return scan.run(content, file.length(), most);
        }
    }

    private Known run(Known from, String file) throws Exception {
        return run(scan(from), file, Long.MAX_VALUE);
    }

    private Known run(String file) throws Exception {
        return run(Known.nothing("file"), file);
    }

    @Test
    void run_readsNoFurtherThanItIsAsked() throws Exception {
        String file = line(1) + line(2) + line(3, 3, 4) + line(4, 3, 4);

        Known known = run(scan(Known.nothing("file")), file, 1);

        assertThat(known.size()).isEqualTo(1);
        assertThat(read).containsExactly(object(1));
        assertThat(run(known, file).size()).isEqualTo(4);
        assertThat(read).containsExactly(object(1), object(2), object(3), object(4));
    }

    @Test
    void lineBreakThatComesLater_belongsToTheLineBeforeIt() throws Exception {
        String file = line(1) + withoutBreak(line(2));
        Scan scan = scan(Known.nothing("file"));
        Known open = run(scan, file, Long.MAX_VALUE);
        assertThat(open.open()).isTrue();

        assertThat(run(scan, file, Long.MAX_VALUE)).as("as it was").isEqualTo(open);
        Known closed = run(scan, file + "\n", Long.MAX_VALUE);

        assertThat(closed).isEqualTo(open.closed());
        assertThat(read).containsExactly(object(1), object(2));
        assertThat(run(open, file + "\n" + line(3)).size()).isEqualTo(3);
    }

    /** So much is read again at most. */
    @Test
    void everyThousandthLine_isAPlaceToBegin() throws Exception {
        StringBuilder file = new StringBuilder();
        for (int number = 1; number <= 2001; number++) {
            file.append(line(number));
        }
        run(file.toString());

        assertThat(milestones.before(999, "file").size()).isZero();
        assertThat(milestones.before(1000, "file").size()).isEqualTo(1000);
        assertThat(milestones.before(2001, "file").size()).isEqualTo(2000);
        read.clear();
        assertThat(run(milestones.before(2000, "file"), file.toString()).size()).isEqualTo(2001);
        assertThat(read).containsExactly(object(2001));
    }

    private void assertTorn(Known from, String file) throws Exception {
        Known known = run(from, file);
        assertThat(known.whole()).isEqualTo(from.whole());
        assertThat(known.rest()).isEqualTo(file.length() - from.whole());
    }

    private void assertDamaged(Known from, String file) {
        assertThatThrownBy(() -> run(from, file))
                .isInstanceOf(Damage.class)
                .hasMessageContaining("readable lines follow");
    }

    /** A line break was lost: the line behind it stands anywhere in that of the garbage, and only its beginning tells. */
    @Test
    void lineOfALaterBatch_isFoundBehindGarbageOnTheSameLine() throws Exception {
        Known first = run(line(1));

        assertDamaged(first, line(1) + "\0" + line(3));
        assertDamaged(first, line(1) + "x".repeat(200) + line(3));
        assertDamaged(first, line(1) + withoutBreak(line(2)) + line(3));
        assertTorn(first, line(1) + "x".repeat(200) + line(3, 2, 3));
    }

    /** Each beginning costs a checksum over all of the rest, so who makes many of them is not followed to the end. */
    @Test
    void lineOfALaterBatch_isLookedForBehindManyBeginningsAndNotBehindAnyNumber() throws Exception {
        Known first = run(line(1));

        assertDamaged(first, line(1) + "x" + "{\"#".repeat(63) + line(3));
        assertTorn(first, line(1) + "x" + "{\"#".repeat(64) + line(3));
    }

    /** Of a line that is too long the end alone is there, whatever that looks like. */
    @Test
    void endOfALineLongerThanAny_isNoLine() throws Exception {
        Known first = run(line(1));
        for (String end : List.of("{}\n", line(2), line(3))) {
            Known here = new Known("file", 1, 0, false, "", 0, null);
            read.clear();
            try (Endless content = new Endless("", LineReader.MAX, end)) {
                Known known = scan(here).run(content, content.length(), Long.MAX_VALUE);
                assertThat(known.size()).as(end).isEqualTo(first.size());
                assertThat(known.rest()).as(end).isEqualTo(content.length());
            }
            assertThat(read).as(end).isEmpty();
        }
    }
}
