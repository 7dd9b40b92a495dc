package dev.cortex.cli.panel;

import dev.tamboui.tui.event.KeyCode;
import dev.tamboui.tui.event.KeyEvent;

/** Keys of the terminal as the panel knows them. */
final class Keys {
    private Keys() {}

    static Key of(KeyEvent pressed) {
        if (pressed.isCtrlC()) {
            return Key.of(Key.Code.INTERRUPT);
        }
        if (pressed.code() == KeyCode.CHAR) {
            if (pressed.hasCtrl()) {
                boolean palette = pressed.character() == 'p' || pressed.character() == 'P';
                return Key.of(palette ? Key.Code.PALETTE : Key.Code.OTHER);
            }
            return Key.typed(String.valueOf(pressed.character()));
        }
        return Key.of(
                switch (pressed.code()) {
                    case ENTER -> Key.Code.ENTER;
                    case ESCAPE -> Key.Code.ESCAPE;
                    case TAB -> Key.Code.TAB;
                    case BACKSPACE -> Key.Code.BACKSPACE;
                    case UP -> Key.Code.UP;
                    case DOWN -> Key.Code.DOWN;
                    case LEFT -> Key.Code.LEFT;
                    case RIGHT -> Key.Code.RIGHT;
                    case PAGE_UP -> Key.Code.PAGE_UP;
                    case PAGE_DOWN -> Key.Code.PAGE_DOWN;
                    case HOME -> Key.Code.HOME;
                    case END -> Key.Code.END;
                    default -> Key.Code.OTHER;
                });
    }
}
