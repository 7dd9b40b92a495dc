package dev.cortex.yaml.tree;

/** Steps of JSON Pointers. A key that is too long to be shown is left out, so that paths stay short. */
public final class Pointer {
    private static final int LONGEST = 200;

    private Pointer() {}

    /**
     * The path of a value below another.
     *
     * @param parent the path of the map
     * @param key the key
     * @return the path of its value; the parent's for a very long key
     */
    public static String of(String parent, String key) {
        if (key.length() > LONGEST) {
            return parent;
        }
        return parent + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /**
     * The path of an item.
     *
     * @param parent the path of the list
     * @param index the item's place in it, from 0
     * @return the path
     */
    public static String of(String parent, int index) {
        return parent + "/" + index;
    }
}
