package dev.videogen.nouvel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * All items of a list that comes in pages. A page is fetched when its first item is asked for, so
 * whoever stops early pays for no more; each iterator begins anew. Items that move to a later page
 * because new ones arrive are given once, and so are items without an id that are equal. A page
 * that brings nothing new ends the list, whatever it says of further ones, unless its total has
 * grown: then new items have pushed down those of the page before. Iterators aren't thread-safe.
 *
 * <p>Fetching fails with {@link UncheckedIOException}, whose cause is the {@link
 * dev.videogen.core.errors.ApiException}; the next call then retries the same page.
 *
 * @param <T> an item
 */
public final class Paged<T> implements Iterable<T> {
  private final Source<T> source;
  private final Function<T, @Nullable Object> key;

  Paged(Source<T> source, Function<T, @Nullable Object> key) {
    this.source = source;
    this.key = key;
  }

  @Override
  public Iterator<T> iterator() {
    return new Walk();
  }

  /** The items as a lazy, sequential stream. */
  public Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  /** Fetches a page, counted from 1. */
  interface Source<T> {
    Page<T> fetch(int number) throws IOException;
  }

  record Page<T>(List<T> items, @Nullable Pagination pagination) {
    /** Whether this page, asked for by this number, says that it is the last. */
    boolean isLast(int number) {
      Pagination said = pagination;
      if (said == null) {
        return false;
      }
      if (said.page() != null && said.page() != number) {
        return true;
      }
      if (said.hasMore() != null) {
        return !said.hasMore();
      }
      if (said.totalPages() != null) {
        return number >= said.totalPages();
      }
      return said.total() != null
          && said.limit() != null
          && (long) number * said.limit() >= said.total();
    }

    /** How many items there are in all, or 0 if it doesn't say. */
    int total() {
      return pagination == null || pagination.total() == null ? 0 : pagination.total();
    }
  }

  private final class Walk implements Iterator<T> {
    private final Set<Object> seen = new HashSet<>();
    private final Deque<T> ready = new ArrayDeque<>();
    private int number = 1;
    private int total = Integer.MAX_VALUE;
    private boolean ended;

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !ended) {
        try {
          take(source.fetch(number));
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      }
      return !ready.isEmpty();
    }

    private void take(Page<T> page) {
      for (T item : page.items()) {
        Object id = key.apply(item);
        if (seen.add(id == null ? item : id)) {
          ready.addLast(item);
        }
      }
      boolean fresh = !ready.isEmpty();
      boolean pushedDown = !page.items().isEmpty() && page.total() > total;
      ended = page.isLast(number) || !(fresh || pushedDown);
      total = page.total();
      number++;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the last page has been read");
      }
      return ready.removeFirst();
    }
  }
}
