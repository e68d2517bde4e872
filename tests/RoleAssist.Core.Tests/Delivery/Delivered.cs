using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Core.Tests.Delivery;

/// <summary>A session to deliver, and its effect on an environment.</summary>
internal static class Delivered
{
    public static readonly DateTimeOffset End = new(2026, 1, 2, 3, 4, 5, 600, TimeSpan.FromHours(1));

    public static readonly CredentialGrant Grant = new(
        new Uri("http://127.0.0.1:4321/credentials/abc"),
        "opens-it",
        "unix:/run/x/1.sock/grants/abc"
    );

    public static readonly GeneratedFiles Files = new(
        "dev",
        "/run/x/roleassist-config",
        "/run/x/roleassist-credentials"
    );

    public static Session Session(string? region = null, ProfileEndpoints? endpoints = null, string profile = "dev")
    {
        var credentials = new AwsCredentials("ASIA", "secret", "token", End);
        var chain = new RoleChain(
            profile,
            new KeySource(ProfileKind.AccessKey, "home", credentials),
            [],
            region,
            new ServiceEndpoint(new Uri("https://sts"), "us-east-1"),
            endpoints ?? ProfileEndpoints.None
        );
        return new Session(new SessionId("id"), chain, credentials, "123456789012", "arn");
    }

    public static IEnumerable<EnvironmentChange> Given(DeliveryMode mode, Session session) =>
        mode switch
        {
            DeliveryMode.Environment => EnvironmentDelivery.GetVariables(session),
            DeliveryMode.Endpoint => EndpointDelivery.GetVariables(session, Grant),
            _ => ProfileDelivery.GetVariables(session, Grant, Files),
        };

    public static ProcessEnvironment Environment(params (string Name, string Value)[] variables) =>
        new(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));

    public static Dictionary<string, string?> Lay(
        ProcessEnvironment surroundings,
        EnvironmentUse use,
        IEnumerable<EnvironmentChange> given
    ) => EnvironmentLayer.Apply(surroundings, use, given).ToDictionary(change => change.Name, change => change.Value);

    /// <summary>Applies changes to an environment.</summary>
    public static ProcessEnvironment Changed(Dictionary<string, string> variables, IEnumerable<EnvironmentChange> given)
    {
        foreach (
            var change in EnvironmentLayer.Apply(new ProcessEnvironment(variables), EnvironmentUse.Terminal, given)
        )
        {
            if (change.Value is { } value)
            {
                variables[change.Name] = value;
            }
            else
            {
                variables.Remove(change.Name);
            }
        }

        return new ProcessEnvironment(variables);
    }
}
