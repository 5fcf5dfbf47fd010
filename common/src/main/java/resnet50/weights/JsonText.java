package resnet50.weights;

import java.util.HashSet;
import java.util.Set;
import resnet50.core.Printable;

/**
 * Reads JSON (RFC 8259) token by token, for the headers of safetensors files. Duplicate names, deep nesting and long
 * names are errors. Loading a JSON library takes longer than reading the header of a ResNet with this class.
 */
final class JsonText {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_NAME = 1_000;
    private static final int MAX_STRING = 1_000_000;
    private static final int MAX_NUMBER = 20;

    private final String text;
    private int at;

    JsonText(String text) {
        this.text = text;
    }

    Malformed bad(String what) {
        return new Malformed("has a bad safetensors header: " + what + " at character " + at);
    }

    /** Returns the first character of the next token; 0 at the end of the text. */
    char peek() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** Consumes the next token if it is this character; returns whether it was consumed. */
    boolean take(char token) {
        if (peek() != token) {
            return false;
        }
        at++;
        return true;
    }

    void require(char token) {
        if (!take(token)) {
            throw bad("no '" + token + "'");
        }
    }

    /**
     * Consumes the name of an object's next member and the colon after it.
     *
     * @param names names of the object's previous members; the new name is added
     */
    String name(Set<String> names) {
        String name = string(MAX_NAME);
        require(':');
        if (!names.add(name)) {
            throw bad("Duplicate name " + Printable.quote(name));
        }
        return name;
    }

    /**
     * Consumes the comma before the next element, or the end of an object or array. Returns whether an element follows.
     */
    boolean more(char end) {
        if (take(end)) {
            return false;
        }
        require(',');
        return true;
    }

    String string() {
        return string(MAX_STRING);
    }

    private String string(int max) {
        require('"');
        int start = at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
            requireLegal(text.charAt(at), at - start, max);
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            return text.substring(start, at++);
        }
        StringBuilder string = new StringBuilder(text.substring(start, at));
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            requireLegal(c, string.length(), max);
            string.append(c == '\\' ? escaped() : c);
        }
        require('"');
        return string.toString();
    }

    private void requireLegal(char c, int length, int max) {
        if (c < ' ') {
            throw bad("a control character in a string");
        }
        if (length >= max) {
            throw bad("a string longer than " + max);
        }
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw bad("an unknown escape");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0 || text.charAt(at) > 'f') {
                throw bad("a broken \\u escape");
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    /** Returns whether the next token is an integer: a number without fraction or exponent. */
    boolean isInteger() {
        char c = peek();
        if (c != '-' && !isDigit(c)) {
            return false;
        }
        int end = numberEnd();
        for (int i = at + 1; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    long integer() {
        String number = number();
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException _) {
            throw bad("a number out of range");
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private int numberEnd() {
        int end = at;
        while (end < text.length() && end - at <= MAX_NUMBER && "+-.eE0123456789".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    /** Consumes a number after checking its grammar. */
    private String number() {
        int end = numberEnd();
        String number = text.substring(at, end);
        int i = number.startsWith("-") ? 1 : 0;
        int whole = digits(number, i);
        boolean good = whole > i && (number.charAt(i) != '0' || whole == i + 1);
        i = whole;
        if (good && i < number.length() && number.charAt(i) == '.') {
            whole = digits(number, i + 1);
            good = whole > i + 1;
            i = whole;
        }
        if (good && i < number.length() && (number.charAt(i) == 'e' || number.charAt(i) == 'E')) {
            i++;
            i += i < number.length() && "+-".indexOf(number.charAt(i)) >= 0 ? 1 : 0;
            whole = digits(number, i);
            good = whole > i;
            i = whole;
        }
        if (!good || i != number.length() || number.length() > MAX_NUMBER) {
            throw bad("a bad number");
        }
        at = end;
        return number;
    }

    /** Returns the index after the digits that start at {@code i}. */
    private static int digits(String number, int i) {
        while (i < number.length() && isDigit(number.charAt(i))) {
            i++;
        }
        return i;
    }

    /**
     * Consumes a value of any type.
     *
     * @param depth number of enclosing objects and arrays
     */
    void skip(int depth) {
        switch (peek()) {
            case '{' -> skipObject(depth + 1);
            case '[' -> skipArray(depth + 1);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void skipObject(int depth) {
        requireDepth(depth);
        require('{');
        if (take('}')) {
            return;
        }
        Set<String> names = new HashSet<>();
        do {
            name(names);
            skip(depth);
        } while (more('}'));
    }

    private void skipArray(int depth) {
        requireDepth(depth);
        require('[');
        if (take(']')) {
            return;
        }
        do {
            skip(depth);
        } while (more(']'));
    }

    private void requireDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw bad("more than " + MAX_DEPTH + " levels");
        }
    }

    private void word(String word) {
        if (!text.startsWith(word, at)) {
            throw bad("an unknown word");
        }
        at += word.length();
    }
}
