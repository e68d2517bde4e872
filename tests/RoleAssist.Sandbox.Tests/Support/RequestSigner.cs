using System.Text;
using RoleAssist.Sandbox.Signing;

namespace RoleAssist.Sandbox.Tests.Support;

/// <summary>
/// Signs requests as a client does, and can introduce every mistake a client may make. It uses the sandbox's own
/// implementation, which is verified with AWS' test suite and clients.
/// </summary>
internal sealed record RequestSigner(Keys Keys, DateTimeOffset Time)
{
    public const string Version = "2011-06-15";

    public string Host { get; init; } = "sts.amazonaws.com";

    public string Region { get; init; } = "us-east-1";

    public string Service { get; init; } = "sts";

    public string ApiVersion { get; init; } = Version;

    public RequestSigner ForIam => this with { Service = "iam", ApiVersion = "2010-05-08" };

    public string? ScopeDate { get; init; }

    public IReadOnlyList<(string Name, string Value)> ExtraHeaders { get; init; } = [];

    public IReadOnlyList<string> UnsignedHeaders { get; init; } = [];

    private CredentialScope Scope => new(ScopeDate ?? AmzDate.ToText(Time)[..8], Region, Service);

    public static string Encode(IEnumerable<(string Name, string Value)> parameters) =>
        string.Join(
            '&',
            parameters.Select(parameter =>
                $"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(parameter.Value)}"
            )
        );

    public SignableRequest Post(string action, params IEnumerable<(string Name, string Value)> parameters) =>
        Sign("POST", "/", Encode([("Action", action), ("Version", ApiVersion), .. parameters]));

    public SignableRequest Sign(string method, string target, string body = "")
    {
        List<(string Name, string Value)> headers =
        [
            ("Host", Host),
            ("X-Amz-Date", AmzDate.ToText(Time)),
            .. ExtraHeaders,
        ];
        if (body.Length > 0)
        {
            headers.Add(("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
        }

        if (Keys.SessionToken is not null)
        {
            headers.Add(("X-Amz-Security-Token", Keys.SessionToken));
        }

        var request = Create(method, target, headers, body);
        var signed = headers
            .Select(header => header.Name.ToLowerInvariant())
            .Except(UnsignedHeaders)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var authorization =
            $"{SignatureV4.Algorithm} Credential={Keys.AccessKeyId}/{Scope}, "
            + $"SignedHeaders={string.Join(';', signed)}, Signature={SignatureOf(request, signed)}";
        return Create(method, target, [.. headers, ("Authorization", authorization)], body);
    }

    public SignableRequest Presign(int? expires, params IEnumerable<(string Name, string Value)> parameters)
    {
        var query = Encode([
            .. parameters,
            ("Version", ApiVersion),
            ("X-Amz-Algorithm", SignatureV4.Algorithm),
            ("X-Amz-Credential", $"{Keys.AccessKeyId}/{Scope}"),
            ("X-Amz-Date", AmzDate.ToText(Time)),
            ("X-Amz-SignedHeaders", "host"),
            .. expires is null ? Array.Empty<(string, string)>() : [("X-Amz-Expires", $"{expires}")],
            .. Keys.SessionToken is null
                ? Array.Empty<(string, string)>()
                : [("X-Amz-Security-Token", Keys.SessionToken)],
        ]);
        var signature = SignatureOf(Create("GET", "/?" + query, [("Host", Host)], ""), ["host"]);
        return Create("GET", $"/?{query}&X-Amz-Signature={signature}", [("Host", Host)], "");
    }

    private string SignatureOf(SignableRequest request, IReadOnlyList<string> signed) =>
        SignatureV4.Sign(
            Keys.SecretAccessKey,
            Scope,
            SignatureV4.StringToSign(
                AmzDate.ToText(Time),
                Scope,
                CanonicalRequest.Build(request, signed, CanonicalizationOptions.Sts)
            )
        );

    private static SignableRequest Create(
        string method,
        string target,
        IEnumerable<(string Name, string Value)> headers,
        string body
    ) =>
        SignableRequest.Create(
            method,
            target,
            [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
            Encoding.UTF8.GetBytes(body)
        );
}
