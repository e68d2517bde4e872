#:package AWSSDK.SecurityToken
#:property PublishAot=false
#:property TargetFramework=net10.0

// Prints what the AWS SDK for .NET makes of settings: one JSON object with an outcome for each case. Arguments: a file with
// the cases, which name a config file each. An outcome is { value }, without a value if the SDK has no property of that
// name, or { fails }, which includes that it loses the profile.

using System.Reflection;
using System.Text.Json.Nodes;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Internal;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

var outcomes = new JsonObject();
foreach (var one in JsonNode.Parse(File.ReadAllText(args[0]))!.AsArray())
{
    if (one!["block"] is null)
    {
        outcomes[(string)one["id"]!] = await OutcomeAsync((string)one["name"]!, (string)one["file"]!);
    }
}

await Console.Out.WriteLineAsync(outcomes.ToJsonString());

static async Task<JsonObject> OutcomeAsync(string name, string file)
{
    // The SDK reads the path of the config file once, but this one anew.
    AWSConfigs.AWSProfilesLocation = file;
    FallbackInternalConfigurationFactory.Reset();
    FallbackRegionFactory.Reset();
    try
    {
        if (!new CredentialProfileStoreChain().TryGetProfile("default", out var profile))
        {
            return new JsonObject { ["fails"] = "The profile is lost." };
        }

        var stop = new Stop();
        using var client = new AmazonSecurityTokenServiceClient(
            new AmazonSecurityTokenServiceConfig { HttpClientFactory = stop, MaxErrorRetry = 0 }
        );
        try
        {
            await client.GetCallerIdentityAsync(new GetCallerIdentityRequest());
        }
        catch (Exception) when (stop.IsReached) { }

        return Property(name)?.GetValue(profile) is { } value
            ? new JsonObject { ["value"] = value.ToString() }
            : new JsonObject();
    }
    catch (Exception fault)
    {
        return new JsonObject { ["fails"] = $"{fault.GetType().Name}: {fault.Message}" };
    }
}

static PropertyInfo? Property(string name) =>
    typeof(CredentialProfile)
        .GetProperties()
        .FirstOrDefault(property => property.Name.Equals(name.Replace("_", ""), StringComparison.OrdinalIgnoreCase));

/// <summary>Ends each request before the network.</summary>
internal sealed class Stop : HttpClientFactory
{
    public bool IsReached { get; private set; }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private sealed class Handler(Stop stop) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token)
        {
            stop.IsReached = true;
            throw new InvalidOperationException();
        }
    }
}
