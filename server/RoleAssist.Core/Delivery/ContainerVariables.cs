using RoleAssist.Core.Credentials;
using RoleAssist.Core.Endpoints;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Delivery;

/// <summary>The variables that pass the role of an environment to a container that is started from it.</summary>
/// <param name="Delivery">How the environment has the role, and the container will have it.</param>
/// <param name="Names">The variables to pass, all of which are set.</param>
public sealed record ContainerVariables(DeliveryMode Delivery, IReadOnlyList<string> Names)
{
    private const string Hint =
        "Start docker with the role: roleassist exec PROFILE -- sh -c 'docker run $(roleassist docker-args PROFILE) IMAGE'";

    /// <summary>Returns the variables that pass a profile's role to a container.</summary>
    /// <param name="environment">The environment in which docker is started.</param>
    /// <param name="profile">The profile whose role is required.</param>
    /// <param name="endpoints">The endpoint variables of the profile.</param>
    /// <param name="requested">The required delivery; <see cref="DeliveryMode.Auto"/> accepts any.</param>
    /// <param name="now">The current time.</param>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.CredentialsMissing"/> when the environment has another role, none, or one that a container
    /// cannot use; <see cref="ErrorCode.CredentialsExpired"/> when its keys have expired.
    /// </exception>
    public static ContainerVariables Find(
        ProcessEnvironment environment,
        string profile,
        IEnumerable<string> endpoints,
        DeliveryMode requested,
        DateTimeOffset now
    )
    {
        var mode = RequireRole(environment, profile);
        if (requested is not DeliveryMode.Auto && requested != mode)
        {
            throw Missing(
                profile,
                $"This environment has the role of '{profile}' through the delivery '{mode.ToName()}', "
                    + $"not '{requested.ToName()}'.",
                $"Omit --delivery, or run this command in: roleassist exec PROFILE --delivery {requested.ToName()} -- ..."
            );
        }

        if (mode == DeliveryMode.Environment && IsoTime.Parse(environment[AwsVariables.CredentialExpiration]) <= now)
        {
            throw new RoleAssistException(
                ErrorCode.CredentialsExpired,
                $"The keys of '{profile}' in this environment have expired.",
                Hint
            )
            {
                Profile = profile,
            };
        }

        string[] names =
        [
            .. mode switch
            {
                DeliveryMode.Endpoint => EndpointDelivery.Names,
                DeliveryMode.Profile => ProfileDelivery.Names,
                _ => EnvironmentDelivery.Names,
            },
            .. AwsVariables.Regions,
            .. RoleAssistVariables.Listed(environment),
            .. endpoints,
        ];

        // Files of this machine do not exist in the container.
        return new ContainerVariables(
            mode,
            [
                .. names
                    .Distinct()
                    .Where(name => name != EndpointSetting.CaBundle.Variable && environment[name] is not null),
            ]
        );
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
            : GeneratedProfileName.IsSelected(environment) ? DeliveryMode.Profile
            : EnvironmentDelivery.IsIn(environment) ? DeliveryMode.Environment
            : throw Missing(
                profile,
                $"This environment names the role of '{profile}', but does not have its credentials.",
                Hint
            );
    }

    private static RoleAssistException Missing(string profile, string message, string hint) =>
        new(ErrorCode.CredentialsMissing, message, hint) { Profile = profile };
}
