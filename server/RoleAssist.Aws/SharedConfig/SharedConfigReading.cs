using RoleAssist.Core.Profiles;

namespace RoleAssist.Aws.SharedConfig;

/// <summary>One reading of the two files.</summary>
/// <param name="Profiles">What they mean together.</param>
internal sealed record SharedConfigReading(
    ProfileSet Profiles,
    SharedConfigDocument Config,
    SharedConfigDocument Credentials
);
