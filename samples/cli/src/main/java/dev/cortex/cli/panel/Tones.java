package dev.cortex.cli.panel;

import dev.tamboui.style.Style;

/**
 * How tones look. Only colours that terminals have in light and in dark, none behind text; without colours, bold, faint
 * and reversed alone.
 */
final class Tones {
    private final boolean colours;

    Tones(boolean colours) {
        this.colours = colours;
    }

    Style of(Tone tone) {
        Style plain = Style.EMPTY;
        return switch (tone) {
            case PLAIN -> plain;
            case STRONG -> plain.bold();
            case FAINT -> plain.dim();
            case TITLE -> plain.bold().reversed();
            case CHOSEN -> plain.reversed();
            case GOOD -> colours ? plain.green() : plain;
            case BAD -> colours ? plain.red().bold() : plain.bold();
            case BUSY -> colours ? plain.blue() : plain.bold();
            case ASKING -> colours ? plain.magenta().bold() : plain.bold();
        };
    }
}
