package dev.videogen.core;

import dev.videogen.core.run.Runner;
import dev.videogen.core.time.StopReason;
import dev.videogen.core.time.Timekeeper.Alarm;
import java.io.IOException;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** A body that is read after its call has returned: the call's limits hold until its end. */
final class BoundedBody extends ResponseBody implements Runner.Live {
  private final ResponseBody body;
  private final CallCourse course;
  private final OkHttpAttempt attempt;
  private final Runner runner;
  private final BufferedSource source;
  private final @Nullable Alarm limit;
  private volatile @Nullable Thread reading;
  private volatile @Nullable StopReason stop;

  private BoundedBody(ResponseBody body, CallCourse course, OkHttpAttempt attempt, Runner runner) {
    this.body = body;
    this.course = course;
    this.attempt = attempt;
    this.runner = runner;
    this.source = Okio.buffer(new Bounded());
    this.limit = bounded();
  }

  static Response of(Response response, CallCourse course, OkHttpAttempt attempt, Runner runner) {
    BoundedBody bounded = new BoundedBody(response.body(), course, attempt, runner);
    runner.started(bounded);
    return response.newBuilder().body(bounded).build();
  }

  private @Nullable Alarm bounded() {
    Duration whole = course.left();
    Duration own = attempt.left();
    if (whole != null && (own == null || whole.compareTo(own) < 0)) {
      return runner.time().limit(whole, () -> stop(StopReason.DEADLINE));
    }
    return own == null ? null : runner.time().limit(own, () -> stop(StopReason.ATTEMPT_TIMEOUT));
  }

  @Override
  public void stop(StopReason reason) {
    if (stop == null) {
      stop = reason;
      runner.workers().execute(attempt::abort);
    }
  }

  @Override
  public @Nullable Thread blocked() {
    return reading;
  }

  private void ended() {
    runner.ended(this);
    if (limit != null) {
      limit.cancel();
    }
  }

  @Override
  public @Nullable MediaType contentType() {
    return body.contentType();
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public BufferedSource source() {
    return source;
  }

  private final class Bounded extends ForwardingSource {
    Bounded() {
      super(body.source());
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      reading = Thread.currentThread();
      runner.watchInterrupts();
      try {
        long read = super.read(sink, byteCount);
        if (read == -1) {
          ended();
        }
        return read;
      } catch (IOException failed) {
        StopReason reason = stop;
        if (reason == null && attempt.isCanceled()) {
          reason = StopReason.CANCEL;
        }
        if (reason == null && Troubles.isInterrupt(failed)) {
          // OkHttp may notice before the runner's watch does.
          reason = StopReason.INTERRUPT;
        }
        ended();
        throw reason == null ? failed : course.bodyStopped(reason, failed);
      } finally {
        reading = null;
      }
    }

    @Override
    public void close() throws IOException {
      ended();
      super.close();
    }
  }
}
