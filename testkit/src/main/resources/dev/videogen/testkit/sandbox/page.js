'use strict';

const PACE_MILLIS = 300;
const byId = id => document.getElementById(id);
const drawn = new Map();
let catalog = { endpoints: [], faults: [] };

function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

// Redraws only what changed, so that focus and selection stay where they are.
function draw(id, data, build) {
  const now = JSON.stringify(data);
  if (drawn.get(id) === now) return;
  drawn.set(id, now);
  const target = byId(id);
  const place = target.tagName === 'TABLE' ? target.tBodies[0] : target;
  place.replaceChildren(...build(data));
}

function say(text) {
  byId('status').textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { byId('status').textContent = ''; }, 5000);
}

async function order(path, body, done) {
  try {
    const response = await fetch(path, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) return say('Refused: ' + answer.error);
    show(answer);
    say(done);
  } catch (gone) {
    say('The sandbox does not answer.');
  }
}

function span(seconds) {
  return seconds < 60 ? seconds + ' s' : Math.floor(seconds / 60) + ' min ' + (seconds % 60) + ' s';
}

function services(list) {
  return list.map((service, index) => {
    const card = make('section');
    const title = make('h2', service.name);
    title.id = 'service-' + index;
    card.setAttribute('aria-labelledby', title.id);
    const facts = make('dl');
    const fact = (name, value, code) => {
      const cell = make('dd');
      cell.append(code ? make('code', value) : value);
      facts.append(make('dt', name), cell);
    };
    fact('Base URL', service.url, true);
    fact('Key', service.key, true);
    fact('Charges', String(service.charges));
    fact('Balance', service.balance);
    card.append(title, facts);
    for (const limit of service.windows) {
      const label = make('h3', limit.used + ' of ' + limit.limit + ' ' + limit.name);
      if (limit.used) label.append(make('span', 'first leaves in ' + span(limit.resetsIn)));
      const meter = make('meter');
      meter.max = limit.limit;
      meter.high = limit.limit * 0.8;
      meter.value = limit.used;
      meter.setAttribute('aria-label', limit.name);
      card.append(label, meter);
    }
    return card;
  });
}

function jobs(list) {
  if (!list.length) return [make('li', 'No job yet.', 'empty')];
  return list.slice().reverse().map(job => {
    const item = make('li', undefined, 'job');
    const kind = job.status === 'completed' ? 'good' : job.status === 'failed' ? 'bad' : '';
    const stage = job.status === 'running' ? ', ' + job.stage : '';
    const bar = make('progress');
    bar.max = 100;
    bar.value = job.percent;
    bar.setAttribute('aria-label', 'Job ' + job.id);
    item.append(make('code', job.id), make('span', job.status + stage + ', ' + job.percent + ' %', kind), bar);
    item.append(make('span', (job.videos === 1 ? '1 video' : job.videos + ' videos')
      + (job.webhook ? ', tells ' + job.webhook : ''), 'quiet'));
    return item;
  });
}

function runs(answers) {
  const counted = [];
  for (const answer of answers) {
    const last = counted[counted.length - 1];
    if (last && last.answer === answer) last.times++;
    else counted.push({ answer, times: 1 });
  }
  return counted.map(it => it.times === 1 ? it.answer : it.answer + ' × ' + it.times);
}

function next(list) {
  if (!list.length) return [make('li', 'Nothing: both behave as documented.', 'empty')];
  return list.map(entry => {
    const item = make('li', undefined, 'next');
    const text = make('span', entry.endpoint + ': ' + runs(entry.answers).join(', then '));
    const button = make('button', 'Clear', 'small');
    button.type = 'button';
    button.setAttribute('aria-label', 'Clear what is scripted for ' + entry.endpoint);
    button.addEventListener('click', async () => {
      await order('/clear', { endpoint: entry.endpoint }, 'Cleared.');
      byId('endpoint').focus(); // The button is gone, and the focus would be too.
    });
    item.append(text, button);
    return item;
  });
}

function requests(list) {
  if (!list.length) {
    const cell = make('td', 'No request yet.', 'quiet');
    cell.colSpan = 4;
    const row = make('tr');
    row.append(cell);
    return [row];
  }
  return list.map(entry => {
    const row = make('tr');
    const request = make('td', entry.request, 'request');
    if (entry.body) request.append(make('small', entry.body));
    const answered = make('td', entry.answered, /^2/.test(entry.answered) ? 'good' : 'bad');
    row.append(make('td', String(entry.number)), make('td', entry.service), request, answered);
    return row;
  });
}

function show(state) {
  byId('clock').textContent = state.clock.replace('T', ' ').replace(/\.\d+/, '').replace('Z', ' UTC');
  byId('clock').dateTime = state.clock;
  draw('services', state.services, services);
  draw('jobs', state.jobs, jobs);
  draw('next', state.next, next);
  draw('requests', state.requests, requests);
}

function group(label, names) {
  const options = make('optgroup');
  options.label = label;
  options.append(...names.map(name => new Option(name, name)));
  return options;
}

function choose() {
  const endpoint = catalog.endpoints.find(it => it.id === byId('endpoint').value);
  const groups = [group('Documented here', endpoint.documented), group('Faults', catalog.faults)];
  if (endpoint.others.length) groups.push(group('Other errors of the service', endpoint.others));
  byId('answer').replaceChildren(...groups);
  byId('curl').textContent = endpoint.curl;
}

async function look() {
  try {
    if (!document.hidden) show(await (await fetch('/state')).json());
  } catch (gone) {
    say('The sandbox does not answer.');
  }
  setTimeout(look, PACE_MILLIS);
}

async function begin() {
  catalog = await (await fetch('/catalog')).json();
  for (const service of ['nanobanana', 'nouvel']) {
    const options = make('optgroup');
    options.label = service;
    options.append(...catalog.endpoints.filter(it => it.service === service)
      .map(it => new Option(it.call, it.id)));
    byId('endpoint').append(options);
  }
  byId('endpoint').addEventListener('change', choose);
  choose();
  byId('answer-form').addEventListener('submit', event => {
    event.preventDefault();
    const endpoint = byId('endpoint').value;
    const answer = byId('answer').value;
    order('/answer', { endpoint, answer, times: Number(byId('times').value) },
      endpoint + ' answers ' + answer + ' next.');
  });
  const advance = seconds => order('/clock', { seconds }, seconds + ' seconds have passed.');
  byId('clock-form').addEventListener('submit', event => {
    event.preventDefault();
    advance(Number(byId('seconds').value));
  });
  for (const button of document.querySelectorAll('[data-seconds]')) {
    button.addEventListener('click', () => advance(Number(button.dataset.seconds)));
  }
  byId('reset').addEventListener('click', () => order('/reset', {}, 'Both services start over.'));
  look();
}

begin();
