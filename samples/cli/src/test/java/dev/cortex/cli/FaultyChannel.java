package dev.cortex.cli;

import dev.cortex.cli.Faults.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** An open file on a {@link FaultyDisk}. Of a write that fails, half is done. */
final class FaultyChannel extends FileChannel {
    private final FileChannel real;
    private final Path file;
    private final Faults faults;

    FaultyChannel(FileChannel real, Path file, Faults faults) {
        this.real = real;
        this.file = file;
        this.faults = faults;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        if (from.hasRemaining()) {
            try {
                faults.before(Operation.WRITE, file);
            } catch (IOException e) {
                real.write(from.slice(from.position(), from.remaining() / 2));
                throw e;
            }
        }
        return real.write(from);
    }

    /** Told, and done by nobody: no test has the power fail, and it would take most of its time. */
    @Override
    public void force(boolean all) throws IOException {
        faults.before(Operation.FORCE, file);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return real.read(into);
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        return real.read(into, at);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long at) throws IOException {
        real.position(at);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileLock lock(long from, long length, boolean shared) throws IOException {
        return real.lock(from, length, shared);
    }

    @Override
    public FileLock tryLock(long from, long length, boolean shared) throws IOException {
        return real.tryLock(from, length, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }

    // ---- what nobody asks for

    @Override
    public long read(ByteBuffer[] into, int from, int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] from, int at, int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from, long at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long at, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long size) {
        throw new UnsupportedOperationException();
    }
}
