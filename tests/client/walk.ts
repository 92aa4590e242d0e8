// SPDX-License-Identifier: GPL-3.0-or-later
// One booking from registration to settlement, by clients whose types are made from the documents that stewardd serves. Compiled strictly:
// an address, an argument or a column that a document does not have does not compile.
import { execFileSync } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import createClient, { type Middleware } from 'openapi-fetch';

import type { paths as AdminPaths } from './admin.js';
import type { paths as AuthPaths } from './auth.js';
import type { paths as CustomerPaths } from './customer.js';
import type { paths as ProviderPaths } from './provider.js';
import type { paths as PublicPaths } from './public.js';

const given = (name: string): string => {
    const value = process.env[name];
    if (value === undefined)
        throw new Error(`${name} is not set`);
    return value;
};
const users = given('STEWARD_USERS');
const operators = given('STEWARD_OPERATORS');
const worker = given('STEWARD_WORKER');

const password = randomUUID();
const expect = (holds: boolean, words: string): void => {
    console.log(`${holds ? 'ok' : 'NOT'}: ${words}`);
    if (!holds)
        process.exit(1);
};

/** What is told; a problem ends the walk. */
function told<T>(answer: { data?: T; error?: unknown; response: Response }): T {
    if (answer.error !== undefined || answer.data === undefined)
        throw new Error(`${answer.response.status} ${answer.response.url}: ${JSON.stringify(answer.error)}`);
    return answer.data;
}

async function until<T>(ask: () => Promise<T>, holds: (value: T) => boolean, words: string): Promise<T> {
    for (let tries = 0; tries < 300; ++tries) {
        const value = await ask();
        if (holds(value))
            return value;
        await new Promise(resolve => setTimeout(resolve, 200));
    }
    throw new Error(words);
}

const setClock = (moment: Date): void => {
    execFileSync('psql', ['--no-psqlrc', '--quiet', '--output', '/dev/null', '--set', 'ON_ERROR_STOP=1', '--dbname', worker, '--command', `select guard.simulate('${moment.toISOString()}')`]);
};
const later = (moment: string, minutes: number): Date => new Date(new Date(moment).getTime() + minutes * 60_000);

/** RFC 6238, of a secret in base32. */
function oneTimeCode(secret: string): string {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = [...secret].map(letter => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
    const key = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => parseInt(byte, 2)));
    const step = Buffer.alloc(8);
    step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
    const mac = createHmac('sha1', key).update(step).digest();
    const at = mac.readUInt8(19) & 15;
    return ((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).toString().padStart(6, '0');
}

/** Somebody with a client for each area that they use, and the token of their session. */
class Person {
    token = '';
    renewal = '';
    readonly auth;
    constructor(readonly gate: string) {
        this.auth = this.client<AuthPaths>();
    }
    client<Paths extends object>() {
        const made = createClient<Paths>({ baseUrl: this.gate });
        const signed: Middleware = {
            onRequest: ({ request }) => {
                if (this.token !== '')
                    request.headers.set('Authorization', `Bearer ${this.token}`);
                return request;
            },
        };
        made.use(signed);
        return made;
    }
    async signIn(account: string, secret: string): Promise<void> {
        const tokens = told(await this.auth.POST('/v1/auth/sign-in', { body: { account, password: secret } }));
        this.token = tokens.access_token;
        this.renewal = tokens.refresh_token;
    }
    async renew(): Promise<void> {
        const tokens = told(await this.auth.POST('/v1/auth/refresh', { body: { refresh_token: this.renewal } }));
        this.token = tokens.access_token;
        this.renewal = tokens.refresh_token;
    }
}

const intent = () => ({ 'Idempotency-Key': randomUUID() });

const anybody = createClient<PublicPaths>({ baseUrl: users });
const city = told(await anybody.GET('/v1/public/city', {})).items[0];
const category = told(await anybody.GET('/v1/public/category', {})).items[0];
if (!city || !category)
    throw new Error('There is no city or no category.');

const mara = new Person(operators);
await mara.signIn('mara', given('STEWARD_PASSWORD'));
const { secret } = told(await mara.auth.POST('/v1/auth/second-factor', { body: { password: given('STEWARD_PASSWORD') } }));
const codes = told(await mara.auth.POST('/v1/auth/second-factor/confirm', { body: { code: oneTimeCode(secret) } }));
expect(codes.recovery_codes.length > 5, 'an operator enrols a second factor');
await mara.renew();
const admin = mara.client<AdminPaths>();

const jan = new Person(users);
told(await jan.auth.POST('/v1/auth/register', { body: { as: 'provider', city: Number(city.id), name: 'Nordlicht Sanitär', person_name: 'Jan Weber', email: 'jan@example.org', password } }));
await jan.signIn('jan@example.org', password);
const provider = jan.client<ProviderPaths>();
const me = told(await provider.GET('/v1/provider/me', {})).items[0];
const id = String(me?.provider_id);
expect(me?.provider_state === 'submitted', 'a provider registers');
const look = told(await admin.POST('/v1/admin/provider/{id}/approve-provider', { params: { path: { id }, header: { Prefer: 'handling=preview' } }, body: {} }));
expect(look.preview === true && typeof look.effects_hash === 'string', 'an operator looks at what the approval would do');
told(await admin.POST('/v1/admin/provider/{id}/approve-provider', { params: { path: { id }, header: { ...intent(), 'Steward-Effects-Hash': look.effects_hash ?? '' } }, body: {} }));
const weekdays = [1, 2, 3, 4, 5, 6, 7];
told(await provider.POST('/v1/provider/provider/{id}/set-availability', { params: { path: { id }, header: intent() }, body: { hours: weekdays.map(weekday => ({ weekday, from: '08:00', to: '18:00' })) } }));
told(await provider.POST('/v1/provider/provider/{id}/publish-listing', {
    params: { path: { id }, header: intent() },
    body: { category: Number(category.id), city: Number(city.id), title: 'Repair of a leaking tap', duration: 'PT1H30M', price: 12400, policy: 2 },
}));

const chloe = new Person(users);
told(await chloe.auth.POST('/v1/auth/register', { body: { as: 'customer', market: Number(city.market_id), name: 'Chloë Lindner', email: 'chloe@example.org', locale: 'en', password } }));
await chloe.signIn('chloe@example.org', password);
const customer = chloe.client<CustomerPaths>();
const listing = told(await anybody.GET('/v1/public/listing', { params: { query: { words: 'leaking' } } })).items[0];
expect(listing?.price === 12400 && listing.minutes === 90, 'a customer finds the service by words');
const times = told(await customer.GET('/v1/customer/listing-times', { params: { query: { listing: Number(listing?.id) } } })).items;
const start = times[20]?.starts_at ?? '';
const booked = told(await customer.POST('/v1/customer/listing/{id}/book', { params: { path: { id: String(listing?.id) }, header: intent() }, body: { starts_at: start, place: 'Lindenstraße 5' } }));
const reference = String((booked.result as { reference: string }).reference);
const refused = await customer.POST('/v1/customer/listing/{id}/book', { params: { path: { id: String(listing?.id) }, header: intent() }, body: { starts_at: start } });
expect(refused.response.status === 409 && refused.error?.code !== undefined && refused.error.request_id !== '', 'the same time is not booked twice, and the problem has its form');

const path = { id: reference };
const seen = async () => told(await customer.GET('/v1/customer/my-booking/{id}', { params: { path } }));
await until(seen, it => it.state === 'requested', 'it is not paid');
told(await provider.POST('/v1/provider/booking/{id}/accept', { params: { path, header: intent() }, body: {} }));
const wanted = times[30]?.starts_at ?? '';
told(await customer.POST('/v1/customer/booking/{id}/propose-reschedule', { params: { path, header: intent() }, body: { starts_at: wanted } }));
const proposed = await provider.GET('/v1/provider/my-booking/{id}', { params: { path } });
told(await provider.POST('/v1/provider/booking/{id}/accept-reschedule', { params: { path, header: { ...intent(), 'If-Match': proposed.response.headers.get('ETag') ?? '' } }, body: {} }));
const moved = await seen();
expect(moved.starts_at === wanted && moved.state === 'confirmed', 'it is booked, paid, accepted and moved');

setClock(later(String(moved.starts_at), 1));
await until(seen, it => it.state === 'in_progress', 'it does not begin by itself');
setClock(later(String(moved.ends_at), 5));
told(await provider.POST('/v1/provider/booking/{id}/complete', { params: { path, header: intent() }, body: {} }));
told(await customer.POST('/v1/customer/booking/{id}/confirm-completion', { params: { path, header: intent() }, body: {} }));
const settled = await until(seen, it => it.state === 'settled' || it.state === 'completed', 'it is not complete');
expect(settled.captured === 12400, 'it took place, and was paid for');
await until(async () => told(await admin.GET('/v1/admin/booking/{id}', { params: { path } })), it => it.state === 'settled', 'it is not settled');
expect(true, `${reference} went from registration to settlement`);
