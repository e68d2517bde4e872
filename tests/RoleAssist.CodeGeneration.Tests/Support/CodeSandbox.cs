using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>A strict local STS for running generated code.</summary>
public sealed class CodeSandbox : SandboxFixture
{
    internal GeneratedCode Generate(string language, string template, params IReadOnlyList<string> profiles) =>
        Generate(language, template, [.. profiles.Select(profile => new AssumeTarget { Profile = profile })]);

    internal GeneratedCode Generate(string language, string template, IReadOnlyList<AssumeTarget> targets) =>
        SampleProfiles
            .Handler(Path.Combine(Description.Home, ".aws", "build-token"))
            .Handle(new CodeRequest(language, template, targets, []));

    /// <summary>
    /// Returns the environment of a sandbox user. It has no AWS variables except the sandbox's and, unless the test
    /// sets others, keys of an unknown user, which code that names a profile must not use.
    /// </summary>
    internal Dictionary<string, string?> Environment(params IEnumerable<(string Name, string? Value)> more)
    {
        var variables = System
            .Environment.GetEnvironmentVariables()
            .Keys.Cast<string>()
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
/// Tests that share a sandbox run one after another, because each MFA code works once. Each language has its own
/// sandbox, so that languages run in parallel.
/// </summary>
[CollectionDefinition(nameof(CSharpSandbox))]
public sealed class CSharpSandbox : ICollectionFixture<CodeSandbox>;

/// <inheritdoc cref="CSharpSandbox"/>
[CollectionDefinition(nameof(PowerShellSandbox))]
public sealed class PowerShellSandbox : ICollectionFixture<CodeSandbox>;
