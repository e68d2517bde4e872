using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Signing;

/// <summary>Tests which signatures STS rejects, and its error messages.</summary>
public sealed class SignatureRuleTests
{
    private const string Mismatch = "SignatureDoesNotMatch";
    private const string Incomplete = "IncompleteSignature";
    private const string GeneralMismatch =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
        + "and signing method. Consult the service documentation for details.";

    private readonly TestSts _sts = new();

    private RequestSigner Signer => _sts.Signer(_sts.AliceKeys);

    private static SignableRequest Unsigned =>
        SignableRequest.Create(
            "GET",
            $"/?Action=GetCallerIdentity&Version={RequestSigner.Version}",
            [new("Host", "h")],
            []
        );

    [Fact]
    public void Accepts_a_signed_post() => _sts.CallerIdentity(_sts.AliceKeys).Granted();

    [Fact]
    public void Accepts_a_signed_get() =>
        _sts.Send(Signer.Sign("GET", $"/?Action=GetCallerIdentity&Version={RequestSigner.Version}")).Granted();

    [Fact]
    public void Accepts_a_presigned_get() => _sts.Send(Presigned(Signer)).Granted();

    [Fact]
    public void Accepts_a_presigned_get_of_a_session() =>
        _sts.Send(Presigned(_sts.Signer(_sts.AssumeRole(_sts.AliceKeys, "open").Keys))).Granted();

    [Fact]
    public void Rejects_a_request_without_a_signature() =>
        _sts.Send(Unsigned).Refused(403, "MissingAuthenticationToken", "Request is missing Authentication Token");

    [Fact]
    public void Rejects_an_unknown_key() =>
        _sts.CallerIdentity(new Keys("AKIANOBODYNOBODYNOBO", "x"))
            .Refused(403, "InvalidClientTokenId", "The security token included in the request is invalid.");

    [Fact]
    public void Rejects_a_wrong_secret() =>
        _sts.CallerIdentity(_sts.AliceKeys with { SecretAccessKey = "wrong" }).Refused(403, Mismatch, GeneralMismatch);

    [Fact]
    public void Rejects_a_changed_body()
    {
        var request = Signer.Post("GetCallerIdentity");
        _sts.Send(request with { Body = [.. request.Body, .. "&x=1"u8] }).Refused(403, Mismatch, GeneralMismatch);
    }

    [Fact]
    public void Rejects_a_changed_query()
    {
        var request = Presigned(Signer);
        _sts.Send(request with { Query = request.Query + "&x=1" }).Refused(403, Mismatch, GeneralMismatch);
    }

    [Fact]
    public void Rejects_a_changed_signed_header()
    {
        var request = Signer.Post("GetCallerIdentity");
        var headers = request
            .Headers.Select(header => header.Key == "Host" ? new("Host", "elsewhere") : header)
            .ToList();
        _sts.Send(request with { Headers = headers }).Refused(403, Mismatch, GeneralMismatch);
    }

    [Fact]
    public void Rejects_a_changed_method() =>
        _sts.Send(Presigned(Signer) with { Method = "POST" }).Refused(403, Mismatch, GeneralMismatch);

    [Fact]
    public void Rejects_a_missing_signed_header()
    {
        var request = (Signer with { ExtraHeaders = [("X-Extra", "")] }).Post("GetCallerIdentity");
        var headers = request.Headers.Where(header => header.Key != "X-Extra").ToList();
        _sts.Send(request with { Headers = headers }).Refused(403, Mismatch, GeneralMismatch);
    }

    [Fact]
    public void The_host_must_be_signed() =>
        _sts.Send((Signer with { UnsignedHeaders = ["host"] }).Post("GetCallerIdentity"))
            .Refused(403, Mismatch, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");

    [Fact]
    public void Every_amz_header_must_be_signed() =>
        _sts.Send(
                (Signer with { ExtraHeaders = [("X-Amz-Meta", "1")], UnsignedHeaders = ["x-amz-meta"] }).Post(
                    "GetCallerIdentity"
                )
            )
            .Refused(403, Mismatch, "'x-amz-meta' must be a 'SignedHeader' in the AWS Authorization.");

    [Fact]
    public void A_content_hash_must_match_the_body() =>
        _sts.Send(
                (Signer with { ExtraHeaders = [("x-amz-content-sha256", "UNSIGNED-PAYLOAD")] }).Post(
                    "GetCallerIdentity"
                )
            )
            .Refused(403, Mismatch, "The provided 'x-amz-content-sha256' header does not match what was computed.");

    [Fact]
    public void Accepts_a_correct_content_hash()
    {
        const string Body = "Action=GetCallerIdentity&Version=2011-06-15";
        var signer = Signer with
        {
            ExtraHeaders =
            [
                ("x-amz-content-sha256", CanonicalRequest.HashOf("Action=GetCallerIdentity&Version=2011-06-15"u8)),
            ],
        };
        _sts.Send(signer.Sign("POST", "/", Body)).Granted();
    }

    [Theory]
    [InlineData(-15 * 60)]
    [InlineData(15 * 60)]
    public void Tolerates_a_clock_that_is_fifteen_minutes_off(int seconds) =>
        _sts.Send((Signer with { Time = _sts.Time.GetUtcNow().AddSeconds(seconds) }).Post("GetCallerIdentity"))
            .Granted();

    [Fact]
    public void Rejects_an_older_signature() =>
        _sts.Send((Signer with { Time = _sts.Time.GetUtcNow().AddSeconds(-901) }).Post("GetCallerIdentity"))
            .Refused(
                403,
                Mismatch,
                "Signature expired: 20260301T114459Z is now earlier than 20260301T114500Z (20260301T120000Z - 15 min.)"
            );

    [Fact]
    public void Rejects_a_signature_from_the_future() =>
        _sts.Send((Signer with { Time = _sts.Time.GetUtcNow().AddSeconds(901) }).Post("GetCallerIdentity"))
            .Refused(
                403,
                Mismatch,
                "Signature not yet current: 20260301T121501Z is still later than 20260301T121500Z (20260301T120000Z + 15 min.)"
            );

    [Theory]
    [InlineData(60)]
    [InlineData(3600)]
    public void A_presigned_request_is_valid_for_fifteen_minutes_whatever_it_specifies(int expires)
    {
        var request = Presigned(Signer, expires);
        _sts.Time.Advance(TimeSpan.FromSeconds(900));
        _sts.Send(request).Granted();
        _sts.Time.Advance(TimeSpan.FromSeconds(1));
        _sts.Send(request)
            .Refused(
                403,
                Mismatch,
                "Signature expired: 20260301T120000Z is now earlier than 20260301T120001Z (20260301T121501Z - 15 min.)"
            );
    }

    [Fact]
    public void The_day_of_the_scope_must_match_the_date() =>
        _sts.Send((Signer with { ScopeDate = "20260228" }).Post("GetCallerIdentity"))
            .Refused(
                403,
                Mismatch,
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                    + "'20260228' != '20260301', from '20260301T120000Z'."
            );

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("eu-central-1")]
    [InlineData("il-central-1")]
    public void Accepts_every_region_of_the_partition(string region) =>
        _sts.Send((Signer with { Region = region }).Post("GetCallerIdentity")).Granted();

    [Theory]
    [InlineData("nowhere")]
    [InlineData("cn-north-1")]
    [InlineData("")]
    public void Rejects_other_regions(string region) =>
        _sts.Send((Signer with { Region = region }).Post("GetCallerIdentity"))
            .Refused(403, Mismatch, $"Credential should be scoped to a valid region, not '{region}'. ");

    [Fact]
    public void The_scope_must_name_the_service() =>
        _sts.Send((Signer with { Service = "s3" }).Post("GetCallerIdentity"))
            .Refused(403, Mismatch, "Credential should be scoped to correct service: 'sts'. ");

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer token")]
    [InlineData("AWS4-HMAC-SHA256")]
    [InlineData("")]
    public void Rejects_another_kind_of_authorization_without_repeating_it(string authorization)
    {
        var answer = _sts.Send(Unsigned with { Headers = [new("Host", "h"), new("Authorization", authorization)] });
        Assert.Equal((400, Incomplete), (answer.Status, answer.Code));
        Assert.StartsWith(
            "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. "
                + "Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a "
                + "'X-Amz-Date' or a 'Date' header. (Hashed with SHA-256 and encoded with Base64) Authorization=",
            answer.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("dXNlcjpwYXNz", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_a_credential_without_a_scope() =>
        _sts.Send(WithAuthorization("AWS4-HMAC-SHA256 Credential=AKIAALICE, SignedHeaders=host, Signature=0"))
            .Refused(
                400,
                Incomplete,
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'AKIAALICE'"
            );

    [Fact]
    public void Rejects_a_scope_with_another_terminator() =>
        _sts.Send(
                WithAuthorization(
                    "AWS4-HMAC-SHA256 Credential=AKIAALICEALICEALICE2/20260301/us-east-1/sts/aws5_request, SignedHeaders=host, Signature=0"
                )
            )
            .Refused(
                403,
                Mismatch,
                "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'."
            );

    [Fact]
    public void Rejects_a_date_in_another_format() =>
        _sts.Send(
                Unsigned with
                {
                    Headers =
                    [
                        new("Host", "h"),
                        new("X-Amz-Date", "2026-03-01T12:00:00Z"),
                        new(
                            "Authorization",
                            "AWS4-HMAC-SHA256 Credential=AKIAALICEALICEALICE2/20260301/us-east-1/sts/aws4_request, SignedHeaders=host;x-amz-date, Signature=0"
                        ),
                    ],
                }
            )
            .Refused(
                400,
                Incomplete,
                "Date must be in ISO-8601 'basic format'. Got '2026-03-01T12:00:00Z'. See http://en.wikipedia.org/wiki/ISO_8601"
            );

    [Fact]
    public void Accepts_the_http_date_header()
    {
        var signer = Signer with { ExtraHeaders = [("Date", "Sun, 01 Mar 2026 12:00:00 GMT")] };
        var body = "Action=GetCallerIdentity&Version=2011-06-15"u8.ToArray();
        var scope = new CredentialScope("20260301", "us-east-1", "sts");
        var request = SignableRequest.Create(
            "POST",
            "/",
            [
                new("Host", "h"),
                new("Date", signer.ExtraHeaders[0].Value),
                new("Content-Type", "application/x-www-form-urlencoded"),
            ],
            body
        );
        var signature = SignatureV4.Sign(
            _sts.Alice.SecretAccessKey,
            scope,
            SignatureV4.StringToSign(
                "20260301T120000Z",
                scope,
                CanonicalRequest.Build(request, ["date", "host"], CanonicalizationOptions.Sts)
            )
        );
        var authorization =
            $"AWS4-HMAC-SHA256 Credential={_sts.Alice.AccessKeyId}/{scope}, SignedHeaders=date;host, Signature={signature}";
        _sts.Send(request with { Headers = [.. request.Headers, new("Authorization", authorization)] }).Granted();
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("X-Amz-Algorithm")]
    public void Rejects_two_signatures(string second)
    {
        var request = second == "Authorization" ? Signer.Post("GetCallerIdentity") : Presigned(Signer);
        var authorization = Signer.Post("GetCallerIdentity").Header("Authorization")!;
        _sts.Send(request with { Headers = [.. request.Headers, new("Authorization", authorization)] })
            .Refused(
                400,
                Incomplete,
                "Only one of an Authorization header and a signature in the query may be given, and only once."
            );
    }

    [Fact]
    public void A_presigned_request_must_be_complete() =>
        _sts.Send(
                Unsigned with
                {
                    Query = Unsigned.Query + "&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260301T120000Z",
                }
            )
            .Refused(
                400,
                Incomplete,
                "AWS query-string parameters must include 'X-Amz-Credential', 'X-Amz-SignedHeaders', 'X-Amz-Signature'. "
                    + "Re-examine the query-string parameters."
            );

    private static SignableRequest Presigned(RequestSigner signer, int? expires = null) =>
        signer.Presign(expires, [("Action", "GetCallerIdentity")]);

    private static SignableRequest WithAuthorization(string authorization) =>
        Unsigned with
        {
            Headers = [new("Host", "h"), new("X-Amz-Date", "20260301T120000Z"), new("Authorization", authorization)],
        };
}
