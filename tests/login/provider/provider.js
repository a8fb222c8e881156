// A real OpenID provider (node-oidc-provider) with invented people, for the tests of signing in.
//
// node provider.js PORT ISSUER REDIRECT_URIS AFTER_LOGOUT_URIS, with its private keys (a JWK set) in the environment as KEYS: prints "ready"
// when it answers. Addresses with a comma between. Its people are in PEOPLE; whoever's name is in `login_as` (a cookie that the tests set) is signed in without a page. Roles are changed with PUT /people/NAME, a JSON list; PUT /people/NAME/blocked (true or false) blocks an account;
// PUT /people/NAME/signed-off (true, or false without naming the session) signs off where NAME signed in last, and tells the portal so.
import http from "node:http";
import Provider from "oidc-provider";

const [port, issuer, redirect, afterLogout] = process.argv.slice(2);
const PEOPLE = {
  els: { name: "Els de Vries", roles: [] },
  carla: { name: "Carla Coach", roles: ["loopbaan-coach", "iets-anders"] },
  hans: { name: "Hans van HR", roles: ["loopbaan-hr"] },
};
const BLOCKED = new Set();
const LAST_SESSION = {};

const provider = new Provider(issuer, {
  clients: [{
    client_id: "loopbaanwijzer",
    client_secret: "only-in-these-tests-0123456789abcdef",
    redirect_uris: redirect.split(","),
    post_logout_redirect_uris: afterLogout.split(","),
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    backchannel_logout_uri: issuer + "/to-the-portal",
    backchannel_logout_session_required: true,
  }],
  claims: { openid: ["sub"], profile: ["name", "roles"] },
  jwks: JSON.parse(process.env.KEYS),
  pkce: { required: () => true },
  conformIdTokenClaims: false, // claims in the ID token too, as Entra ID has them
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: true },
    backchannelLogout: { enabled: true },
  },
  issueRefreshToken: async (ctx, client) => client.grantTypeAllowed("refresh_token"),
  fetch: (url, { dispatcher, signal, ...options }) => fetch(url, options), // the portal is on this machine, where it would not send anything
  cookies: { keys: ["only in these tests"] },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600, RefreshToken: 600 },
  findAccount: async (ctx, id) => (PEOPLE[id] && !BLOCKED.has(id) ? { accountId: id, claims: async () => ({ sub: id, ...PEOPLE[id] }) } : undefined),
});

provider.on("authorization.success", (ctx) => {
  LAST_SESSION[ctx.oidc.session.accountId] = ctx.oidc.session.sidFor(ctx.oidc.client.clientId);
});

async function interact(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  const who = /login_as=([a-z]+)/.exec(request.headers.cookie ?? "")?.[1];
  if (!PEOPLE[who] || BLOCKED.has(who)) {
    await provider.interactionFinished(request, response, { error: "access_denied", error_description: "invented refusal" });
    return;
  }
  if (prompt.name === "login") {
    await provider.interactionFinished(request, response, { login: { accountId: who } });
    return;
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

async function change(request, response) {
  let body = "";
  for await (const part of request) body += part;
  const [who, what] = request.url.split("/").slice(2);
  const said = JSON.parse(body);
  if (what === "blocked") BLOCKED[said ? "add" : "delete"](who);
  else if (what === "signed-off") await signOff(who, said);
  else PEOPLE[who].roles = said;
  response.writeHead(204).end();
}

async function signOff(who, namesSession) {
  const client = await provider.Client.find("loopbaanwijzer");
  client.backchannelLogoutSessionRequired = namesSession;
  try {
    await client.backchannelLogout(who, LAST_SESSION[who]);
  } finally {
    client.backchannelLogoutSessionRequired = true; // or ID tokens name no session any more
  }
}

const callback = provider.callback();
http.createServer((request, response) => {
  const own = request.url.startsWith("/interaction/") ? interact : request.method === "PUT" && request.url.startsWith("/people/") ? change : callback;
  Promise.resolve(own(request, response)).catch((error) => response.writeHead(500).end(String(error)));
}).listen(Number(port), "127.0.0.1", () => console.log("ready"));
