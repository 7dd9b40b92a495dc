package dev.cortex.cli;

/** How many cells of a terminal text takes: most characters one, ideographs two, accents of their own none. */
final class Cells {
    private static final String MORE = "...";

    private Cells() {}

    static int of(String text) {
        return text.codePoints().map(Cells::of).sum();
    }

    /** {@return the text, or its beginning and an ellipsis if it takes more cells than that} */
    static String cut(String text, int cells) {
        if (of(text) <= cells) {
            return text;
        }
        String more = MORE.substring(0, Math.max(0, Math.min(MORE.length(), cells)));
        StringBuilder cut = new StringBuilder();
        int room = cells - more.length();
        for (int c : text.codePoints().toArray()) {
            room -= of(c);
            if (room < 0) {
                break;
            }
            cut.appendCodePoint(c);
        }
        return cut.append(more).toString();
    }

    /** {@return the text, or its beginning and its end: names that begin alike are told apart by how they end} */
    static String cutMiddle(String text, int cells) {
        int room = cells - MORE.length();
        if (of(text) <= cells || room < 4) {
            return cut(text, cells);
        }
        StringBuilder end = new StringBuilder();
        int[] characters = text.codePoints().toArray();
        int left = room / 3;
        for (int i = characters.length - 1; i >= 0 && left >= of(characters[i]); i--) {
            left -= of(characters[i]);
            end.insert(0, Character.toString(characters[i]));
        }
        return cut(text, cells - of(end.toString())) + end;
    }

    /** {@return the text in exactly so many cells} */
    static String fit(String text, int cells) {
        String cut = cutMiddle(text, cells);
        return cut + " ".repeat(Math.max(0, cells - of(cut)));
    }

    private static int of(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return TextWidth.wide(c) || (c >= 0xFF01 && c <= 0xFF60) ? 2 : 1;
    }
}
