package dev.cortex.core.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TailTest {
    @Property
    void tail_ofAnyPieces_isTheirLastBytes(
            @ForAll @IntRange(min = 1, max = 3000) int limit,
            @ForAll @Size(max = 20) List<@IntRange(max = 2500) Integer> pieces) {
        Tail tail = new Tail(limit);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size : pieces) {
            byte[] piece = new byte[size + 2];
            Arrays.fill(piece, (byte) all.size());
            if (size > 0) {
                piece[1] = (byte) pieces.indexOf(size);
            }
            tail.add(piece, 1, size);
            all.write(piece, 1, size);
        }

        byte[] expected = all.toByteArray();
        int from = Math.max(0, expected.length - limit);
        // As a boolean: nobody wants to read thousands of bytes in a report.
        assertThat(Arrays.equals(tail.bytes(), Arrays.copyOfRange(expected, from, expected.length)))
                .isTrue();
        assertThat(tail.dropped()).isEqualTo(from);
        assertThat(tail.written()).isEqualTo(expected.length);
    }
}
