using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RoleAssist.Contracts;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// The response of a container credential endpoint
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html). botocore and the SDKs for .NET
/// and JavaScript require an <paramref name="Expiration"/>, and the AWS SDK for .NET 3 before 3.7.402 rejects a
/// response with an <c>AccountId</c>.
/// </summary>
internal sealed record ContainerCredentialsDocument(
    string AccessKeyId,
    string SecretAccessKey,
    string Token,
    string Expiration,
    string? RoleArn = null
)
{
    /// <summary>Returns the access key id only: a record's default text would contain the secrets.</summary>
    public override string ToString() => AccessKeyId;
}

/// <summary>
/// The output of a <c>credential_process</c>
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html), also without an
/// <c>AccountId</c>.
/// </summary>
internal sealed record ProcessCredentialsDocument(
    int Version,
    string AccessKeyId,
    string SecretAccessKey,
    string? SessionToken,
    string? Expiration
)
{
    /// <summary>Creates the document of a long-lived key, which has neither a token nor an end.</summary>
    public static ProcessCredentialsDocument FromKey(AwsCredentials key) =>
        new(1, key.AccessKeyId, key.SecretAccessKey, SessionToken: null, Expiration: null);

    public static ProcessCredentialsDocument From(ContainerCredentialsDocument served) =>
        new(1, served.AccessKeyId, served.SecretAccessKey, served.Token, served.Expiration);

    public static ProcessCredentialsDocument From(Session session) =>
        new(
            1,
            session.Credentials.AccessKeyId,
            session.Credentials.SecretAccessKey,
            session.Credentials.SessionToken ?? throw EndpointResponse.LongTermKeysError(session.Profile),
            session.Credentials.Expiration is { } end ? IsoTime.Format(end) : null
        );

    /// <summary>Returns the access key id only.</summary>
    public override string ToString() => AccessKeyId;
}

/// <summary>
/// The error of the endpoint. The AWS SDK for Java reads the lower-case names, the SDK for JavaScript the others.
/// </summary>
internal sealed record ErrorDocument(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("hint")] string? Hint = null
)
{
    [JsonPropertyName("Code")]
    public string CodeForJavaScript => Code;

    [JsonPropertyName("Message")]
    public string MessageForJavaScript => Message;
}

/// <summary>Serializes and parses the endpoint's documents.</summary>
internal static class EndpointJson
{
    /// <summary>Tokens are base64, whose <c>+</c> must not be escaped.</summary>
    private static readonly JsonSerializerOptions Options = new(EndpointJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write<T>(T document) => JsonSerializer.SerializeToUtf8Bytes(document, TypeOf<T>());

    /// <returns>The document; null if the JSON does not match.</returns>
    public static T? Read<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, TypeOf<T>());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(ContainerCredentialsDocument))]
[JsonSerializable(typeof(ProcessCredentialsDocument))]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(AgentRequestDocument))]
[JsonSerializable(typeof(AgentRunDocument))]
[JsonSerializable(typeof(AgentPauseDocument))]
[JsonSerializable(typeof(IReadOnlyList<EnvironmentVariable>))]
[JsonSerializable(typeof(IReadOnlyList<ListedSession>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class EndpointJsonContext : JsonSerializerContext;
