using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>A strict STS on the loopback that generated code is run against.</summary>
public sealed class CodeSandbox : SandboxFixture
{
    internal GeneratedCode Generate(string language, string template, params IReadOnlyList<string> profiles) =>
        Generate(language, template, [.. profiles.Select(profile => new AssumeTarget { Profile = profile })]);

    internal GeneratedCode Generate(string language, string template, IReadOnlyList<AssumeTarget> targets) =>
        SampleProfiles.Handler(Path.Combine(Description.Home, ".aws", "build-token")).Handle(new CodeRequest(language, template, targets, []));

    /// <summary>
    /// The environment of somebody who uses the sandbox: nothing of AWS in it but this, which keys of somebody unknown
    /// belong to unless the test gives others. Code that names its profile must not fall for those.
    /// </summary>
    internal Dictionary<string, string?> Environment(params IEnumerable<(string Name, string? Value)> more)
    {
        var variables = System.Environment.GetEnvironmentVariables().Keys
            .Cast<string>()
            .Where(name => name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(name => name, string? (_) => null);
        foreach (var (name, value) in Description.Environment)
        {
            variables[name] = value;
        }

        variables["HOME"] = Description.Home;
        variables["USERPROFILE"] = Description.Home;
        variables["AWS_EC2_METADATA_DISABLED"] = "true";
        variables["AWS_ACCESS_KEY_ID"] = "AKIASOMEBODYELSES234";
        variables["AWS_SECRET_ACCESS_KEY"] = "somebody-elses-secret";
        foreach (var (name, value) in more)
        {
            variables[name] = value;
        }

        return variables;
    }
}

/// <summary>
/// The tests that share a sandbox run one after another, because an MFA code is good once; each language has a sandbox of
/// its own, so that the processes of one need not wait for the other's.
/// </summary>
[CollectionDefinition(nameof(CSharpSandbox))]
public sealed class CSharpSandbox : ICollectionFixture<CodeSandbox>;

/// <inheritdoc cref="CSharpSandbox"/>
[CollectionDefinition(nameof(PowerShellSandbox))]
public sealed class PowerShellSandbox : ICollectionFixture<CodeSandbox>;
