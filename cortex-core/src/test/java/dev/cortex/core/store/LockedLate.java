package dev.cortex.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileLock;
import java.util.List;
import java.util.concurrent.Future;

/** An open file to which something happens just before somebody locks it. */
final class LockedLate extends AsynchronousFileChannel {
    private final AsynchronousFileChannel channel;
    private final Runnable happening;
    private final List<FileLock> locks;

    /**
     * An open file.
     *
     * @param locks takes the locks that are given
     */
    LockedLate(AsynchronousFileChannel channel, Runnable happening, List<FileLock> locks) {
        this.channel = channel;
        this.happening = happening;
        this.locks = locks;
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        happening.run();
        FileLock lock = channel.tryLock(position, size, shared);
        locks.add(lock);
        return lock;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public AsynchronousFileChannel truncate(long size) throws IOException {
        return channel.truncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        channel.force(metaData);
    }

    @Override
    public <A> void lock(
            long position, long size, boolean shared, A attachment, CompletionHandler<FileLock, ? super A> handler) {
        channel.lock(position, size, shared, attachment, handler);
    }

    @Override
    public Future<FileLock> lock(long position, long size, boolean shared) {
        return channel.lock(position, size, shared);
    }

    @Override
    public <A> void read(ByteBuffer into, long position, A attachment, CompletionHandler<Integer, ? super A> handler) {
        channel.read(into, position, attachment, handler);
    }

    @Override
    public Future<Integer> read(ByteBuffer into, long position) {
        return channel.read(into, position);
    }

    @Override
    public <A> void write(ByteBuffer from, long position, A attachment, CompletionHandler<Integer, ? super A> handler) {
        channel.write(from, position, attachment, handler);
    }

    @Override
    public Future<Integer> write(ByteBuffer from, long position) {
        return channel.write(from, position);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
