using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RoleAssist.Contracts;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Endpoint;

/// <summary>
/// What a container's endpoint answers (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html).
/// botocore, .NET and JavaScript take no answer without an <paramref name="Expiration"/>, and AWS' SDK for .NET 3 before
/// 3.7.402 takes none that has an <c>AccountId</c>.
/// </summary>
internal sealed record ContainerCredentialsDocument(
    string AccessKeyId, string SecretAccessKey, string Token, string Expiration, string? RoleArn = null)
{
    /// <summary>The id alone: a record's own text would hold the secrets.</summary>
    public override string ToString() => AccessKeyId;
}

/// <summary>
/// What a <c>credential_process</c> prints (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html); likewise without an <c>AccountId</c>.
/// </summary>
internal sealed record ProcessCredentialsDocument(int Version, string AccessKeyId, string SecretAccessKey, string SessionToken, string? Expiration)
{
    public static ProcessCredentialsDocument Of(ContainerCredentialsDocument served) =>
        new(1, served.AccessKeyId, served.SecretAccessKey, served.Token, served.Expiration);

    public static ProcessCredentialsDocument Of(Session session) => new(
        1,
        session.Credentials.AccessKeyId,
        session.Credentials.SecretAccessKey,
        session.Credentials.SessionToken ?? throw EndpointAnswer.LongLived(session.Profile),
        session.Credentials.Expiration is { } end ? IsoTime.Format(end) : null);

    /// <summary>Likewise.</summary>
    public override string ToString() => AccessKeyId;
}

/// <summary>Why there are no credentials. AWS' SDK for Java reads the lower-case names, that for JavaScript the others.</summary>
internal sealed record ErrorDocument(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("hint")] string? Hint = null)
{
    [JsonPropertyName("Code")]
    public string SameCode => Code;

    [JsonPropertyName("Message")]
    public string SameMessage => Message;
}

/// <summary>Writes and reads the endpoint's documents.</summary>
internal static class EndpointJson
{
    /// <summary>Tokens are in base 64, whose <c>+</c> is to stay one.</summary>
    private static readonly JsonSerializerOptions Options = new(EndpointJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write<T>(T document) => JsonSerializer.SerializeToUtf8Bytes(document, TypeOf<T>());

    /// <returns>Null for what is no such document.</returns>
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

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ContainerCredentialsDocument))]
[JsonSerializable(typeof(ProcessCredentialsDocument))]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(IReadOnlyList<EnvironmentVariable>))]
internal sealed partial class EndpointJsonContext : JsonSerializerContext;
