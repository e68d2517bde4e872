using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Delivery;

/// <summary>What hands the role of an environment on into a container that is started from there.</summary>
/// <param name="Names">The variables to hand on, all of which are set.</param>
/// <param name="NeedsHostNetwork">
/// Whether the container must share the machine's network: the endpoint listens on the loopback.
/// </param>
public sealed record ContainerVariables(IReadOnlyList<string> Names, bool NeedsHostNetwork)
{
    private const string Hint = "Start docker with the role: roleassist exec PROFILE -- sh -c 'docker run $(roleassist docker-args PROFILE) IMAGE'";

    /// <summary>The way that an environment has a profile's role.</summary>
    /// <param name="environment">Where docker is started.</param>
    /// <param name="profile">Whose role it must be.</param>
    /// <param name="endpoints">The profile's own variables for endpoints.</param>
    /// <param name="wished">The way that it must be; any by default.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.CredentialsMissing"/> where the environment has another role, none, or one that a container cannot use;
    /// <see cref="ErrorCode.CredentialsExpired"/>.
    /// </exception>
    public static ContainerVariables Of(
        ProcessEnvironment environment, string profile, IEnumerable<string> endpoints, DeliveryMode wished, DateTimeOffset now)
    {
        var mode = RequireRole(environment, profile);
        if (wished is not DeliveryMode.Auto && wished != mode)
        {
            throw Missing(profile, $"This environment has the role of '{profile}' by the delivery '{Name(mode)}', not '{Name(wished)}'.", $"Leave out --delivery, or run this in: roleassist exec PROFILE --delivery {Name(wished)} -- ...");
        }

        if (mode == DeliveryMode.Environment && IsoTime.Parse(environment[AwsVariables.CredentialExpiration]) <= now)
        {
            throw new RoleAssistException(ErrorCode.CredentialsExpired, $"The keys of '{profile}' in this environment have expired.", Hint) { Profile = profile };
        }

        string[] names =
        [
            .. mode == DeliveryMode.Endpoint ? EndpointDelivery.Names : EnvironmentDelivery.Names,
            .. AwsVariables.Regions,
            .. RoleAssistVariables.Listed(environment),
            .. endpoints,
        ];

        // A file of this machine is not in the container.
        return new ContainerVariables(
            [.. names.Distinct().Where(name => name != EndpointSetting.CaBundle.Variable && environment[name] is not null)],
            NeedsHostNetwork: mode == DeliveryMode.Endpoint);
    }

    private static DeliveryMode RequireRole(ProcessEnvironment environment, string profile)
    {
        if (environment[RoleAssistVariables.Profile] is not { } present)
        {
            throw Missing(profile, $"This environment does not have the role of '{profile}'.", Hint);
        }

        if (present != profile)
        {
            throw Missing(profile, $"This environment has the role of '{present}', not of '{profile}'.", Hint);
        }

        return EndpointDelivery.IsIn(environment) ? DeliveryMode.Endpoint
            : GeneratedProfileName.IsSelected(environment) ? throw Missing(
                profile,
                $"This environment has the role of '{profile}' through a generated profile, whose files are not in a container.",
                Hint)
            : EnvironmentDelivery.IsIn(environment) ? DeliveryMode.Environment
            : throw Missing(profile, $"This environment names the role of '{profile}' but does not have its credentials.", Hint);
    }

    private static string Name(DeliveryMode mode) => mode.ToString().ToLowerInvariant();

    private static RoleAssistException Missing(string profile, string message, string hint) =>
        new(ErrorCode.CredentialsMissing, message, hint) { Profile = profile };
}
