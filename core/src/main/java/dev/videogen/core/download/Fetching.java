package dev.videogen.core.download;

import dev.videogen.core.run.Runner;
import okhttp3.OkHttpClient;

/**
 * What all downloads of a client share.
 *
 * @param client carries no credential
 * @param hosts which hosts may be fetched from
 * @param runner carries the downloads
 */
record Fetching(OkHttpClient client, HostRule hosts, Runner runner) {}
