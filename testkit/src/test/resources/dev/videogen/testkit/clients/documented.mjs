// usage: node documented.mjs NANOBANANA_URL NANOBANANA_KEY NOUVEL_URL NOUVEL_KEY
// Prints one line for each call: its name, the HTTP status, the body.
const [nb, nbKey, nv, nvKey] = process.argv.slice(2);

async function call(name, url, headers, body) {
  const response = await fetch(url, body === undefined ? { headers } : {
    method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  console.log(name, response.status, await response.text());
}

const bearer = key => ({ Authorization: `Bearer ${key}` });
const product = { urls: ['https://example.com/p/a'] };

await call('made', nb + 'text-to-video.php', bearer(nbKey), { prompt: 'A market' });
await call('status', nb + 'video-status.php?video_id=vid_a1b2c3d4e5f6', { 'X-API-Key': nbKey });
await call('no-prompt', nb + 'text-to-video.php', bearer(nbKey), {});
await call('no-key', nb + 'text-to-video.php', {}, { prompt: 'A market' });
await call('wrong-method', nb + 'text-to-video.php', bearer(nbKey));
await call('limited', nv + 'generate', bearer(nvKey), product);
await call('started', nv + 'generate', bearer(nvKey), product);
await call('job', nv + 'jobs/550e8400-e29b-41d4-a716-446655440000', bearer(nvKey));
await call('no-urls', nv + 'generate', bearer(nvKey), {});
await call('no-job', nv + 'jobs/none', bearer(nvKey));
await call('projects', nv + 'projects?limit=1', bearer(nvKey));
