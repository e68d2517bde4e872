using RoleAssist.Core.Delivery;

namespace RoleAssist.Host.Tests.Endpoint;

/// <summary>Generates requests with one or more defects: either the shape is wrong, or the path or the token.</summary>
internal sealed class Forger(Random random, CredentialGrant grant)
{
    private readonly int _port = grant.Address.Port;
    private readonly string _path = grant.Address.AbsolutePath;

    private static readonly string[] Methods =
    [
        "POST",
        "PUT",
        "HEAD",
        "DELETE",
        "PATCH",
        "OPTIONS",
        "TRACE",
        "get",
        "GETT",
        "PROPFIND",
    ];

    private string[] Hosts =>
        [
            $"localhost:{_port}",
            "127.0.0.1",
            $"127.0.0.1:{_port + 1}",
            $"rebound.example:{_port}",
            $"[::1]:{_port}",
            $"127.0.0.2:{_port}",
            $"0.0.0.0:{_port}",
            $"127.1:{_port}",
            $"127.0.0.1:{_port}.rebound.example",
            "",
            "roleassist",
            $"127.0.0.1:0{_port}",
        ];

    private string[] Targets =>
        [
            _path + "?x",
            _path + "/",
            "/" + _path,
            _path.ToUpperInvariant(),
            _path + "%20",
            $"http://127.0.0.1:{_port}{_path}",
            _path[..^1],
            _path.Replace("credentials", "tickets", StringComparison.Ordinal),
            _path.Replace("credentials", "sessions", StringComparison.Ordinal),
            "/credentials/../" + _path[1..],
            $"/credentials/{Noise(22)}",
            "/",
            "/credentials",
            "/latest/meta-data/",
            "*",
            $"/{Noise(40)}",
        ];

    private string[] Tokens =>
        [
            Noise(43),
            Flip(grant.Token),
            grant.Token[..^1],
            grant.Token + "=",
            "Bearer " + grant.Token,
            "Basic " + grant.Token,
            "",
            grant.Token.ToLowerInvariant(),
            $"{grant.Token},{grant.Token}",
            new string('A', 43),
            grant.Token[1..],
        ];

    private string[] Headers =>
        [
            "Origin: null",
            $"Origin: http://127.0.0.1:{_port}",
            "Referer: http://rebound.example/",
            "Sec-Fetch-Site: same-origin",
            "Sec-Fetch-Dest: empty",
            "sec-ch-ua-mobile: ?0",
            "X-Forwarded-For: 10.0.0.1",
            $"X-Forwarded-Host: 127.0.0.1:{_port}",
            "Forwarded: for=127.0.0.1",
            "Via: 1.1 x",
            "Cookie: session=1",
            "Transfer-Encoding: chunked",
            "Content-Length: 5",
            "Expect: 100-continue",
            $"Host: 127.0.0.1:{_port}",
            $"Authorization: {grant.Token}",
            "User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
            "Proxy-Authorization: x",
            "Access-Control-Request-Headers: authorization",
            "X-HTTP-Method-Override: GET",
            "Upgrade-Insecure-Requests: 1",
        ];

    /// <summary>Generates the next request, which no legitimate client would send.</summary>
    public string Next()
    {
        var method = Perhaps("GET", Methods, 8);
        var target = Perhaps(_path, Targets, 3);
        var host = Perhaps($"127.0.0.1:{_port}", Hosts, 6);
        var token = Perhaps(grant.Token, Tokens, 4);
        var version = Perhaps("HTTP/1.1", ["HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "http/1.1"], 20);
        var headers = Enumerable.Range(0, random.Next(3)).Select(_ => Pick(Headers)).ToList();
        if (
            (method, target, host, token, version, headers.Count)
            == ("GET", _path, $"127.0.0.1:{_port}", grant.Token, "HTTP/1.1", 0)
        )
        {
            headers.Add(Pick(Headers));
        }

        return $"{method} {target} {version}\r\nHost: {host}\r\nAuthorization: {token}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";
    }

    private string Perhaps(string right, string[] wrong, int rarity) => random.Next(rarity) == 0 ? Pick(wrong) : right;

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];

    private string Noise(int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => Pick(["a", "Z", "0", "-", "_", "q"])));

    private string Flip(string token)
    {
        var place = random.Next(token.Length);
        return token[..place] + (token[place] == 'A' ? 'B' : 'A') + token[(place + 1)..];
    }
}
