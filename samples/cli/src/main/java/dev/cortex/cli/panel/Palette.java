package dev.cortex.cli.panel;

import java.util.List;
import java.util.Locale;

/** The commands that can be picked by typing parts of their names. */
final class Palette {
    /**
     * A command.
     *
     * @param title what it is called
     * @param words what else finds it
     * @param action what it does
     */
    record Item(String title, String words, Runnable action) {}

    private final List<Item> items;
    private final Cursor cursor = new Cursor();
    private String typed;

    Palette(List<Item> items, String typed) {
        this.items = List.copyOf(items);
        this.typed = typed;
    }

    String typed() {
        return typed;
    }

    /** What is left of the commands, in the order in which they were given, those that begin with what was typed first. */
    List<Item> found() {
        String[] words = typed.toLowerCase(Locale.ROOT).strip().split("\\s+");
        List<Item> found = items.stream().filter(item -> matches(item, words)).toList();
        String begin = typed.toLowerCase(Locale.ROOT).strip();
        return found.stream()
                .sorted((one, other) -> Boolean.compare(begins(other, begin), begins(one, begin)))
                .toList();
    }

    private static boolean begins(Item item, String begin) {
        return item.title().toLowerCase(Locale.ROOT).startsWith(begin);
    }

    private static boolean matches(Item item, String[] words) {
        String text = (item.title() + " " + item.words()).toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    int chosen() {
        return cursor.at(found().size());
    }

    /** What Enter picks; the panel does it when the palette is closed. */
    Runnable pick() {
        List<Item> found = found();
        return found.isEmpty() ? () -> {} : found.get(cursor.at(found.size())).action();
    }

    void key(Key key) {
        if (key.is(Key.Code.CHARACTER)) {
            typed += key.text();
            cursor.reset();
        } else if (key.is(Key.Code.BACKSPACE)) {
            typed = Text.withoutLast(typed);
            cursor.reset();
        } else {
            cursor.key(key, found().size());
        }
    }
}
