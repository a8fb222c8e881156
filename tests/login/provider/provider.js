// A real OpenID provider (node-oidc-provider) with invented people, for the tests of signing in.
//
// node provider.js PORT ISSUER REDIRECT_URIS AFTER_LOGOUT_URIS, with its private keys (a JWK set) in the environment as KEYS: prints "ready"
// when it answers. Addresses with a comma between. Its people are in PEOPLE; whoever's name is in `login_as` (a cookie that the tests set) is signed in without a page. Roles are changed with PUT /people/NAME, a JSON list.
import http from "node:http";
import Provider from "oidc-provider";

const [port, issuer, redirect, afterLogout] = process.argv.slice(2);
const PEOPLE = {
  els: { name: "Els de Vries", roles: [] },
  carla: { name: "Carla Coach", roles: ["loopbaan-coach", "iets-anders"] },
  hans: { name: "Hans van HR", roles: ["loopbaan-hr"] },
};

const provider = new Provider(issuer, {
  clients: [{
    client_id: "loopbaanwijzer",
    client_secret: "only-in-these-tests-0123456789abcdef",
    redirect_uris: redirect.split(","),
    post_logout_redirect_uris: afterLogout.split(","),
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
  }],
  claims: { openid: ["sub"], profile: ["name", "roles"] },
  jwks: JSON.parse(process.env.KEYS),
  pkce: { required: () => true },
  conformIdTokenClaims: false, // claims in the ID token too, as Entra ID has them
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: true },
  },
  issueRefreshToken: async (ctx, client) => client.grantTypeAllowed("refresh_token"),
  cookies: { keys: ["only in these tests"] },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600, RefreshToken: 600 },
  findAccount: async (ctx, id) => PEOPLE[id] && { accountId: id, claims: async () => ({ sub: id, ...PEOPLE[id] }) },
});

async function interact(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  const who = /login_as=([a-z]+)/.exec(request.headers.cookie ?? "")?.[1];
  if (!PEOPLE[who]) {
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
  PEOPLE[request.url.split("/").pop()].roles = JSON.parse(body);
  response.writeHead(204).end();
}

const callback = provider.callback();
http.createServer((request, response) => {
  const own = request.url.startsWith("/interaction/") ? interact : request.method === "PUT" && request.url.startsWith("/people/") ? change : callback;
  Promise.resolve(own(request, response)).catch((error) => response.writeHead(500).end(String(error)));
}).listen(Number(port), "127.0.0.1", () => console.log("ready"));
