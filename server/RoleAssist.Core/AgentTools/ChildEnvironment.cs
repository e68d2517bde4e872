using System.Text.RegularExpressions;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;

namespace RoleAssist.Core.AgentTools;

/// <summary>
/// The environment of a command that an agent runs: one session, and what programs need to run. Everything else of the
/// user's environment stays away, because no list of names knows all that hold secrets. The user's AWS files, caches,
/// aliases and plugins are out of sight too, because the home folder is an empty one.
/// </summary>
public static partial class ChildEnvironment
{
    /// <summary>What of AWS' variables tells where AWS is, but not who asks.</summary>
    private static readonly string[] OfAws =
    [
        AwsVariables.Region,
        AwsVariables.DefaultRegion,
        AwsVariables.CaBundle,
        AwsVariables.Ec2MetadataDisabled,
        AwsVariables.IgnoreConfiguredEndpointUrls,
        AwsVariables.StsRegionalEndpoints,
        AwsVariables.UseDualStackEndpoint,
        AwsVariables.UseFipsEndpoint,
        "AWS_MAX_ATTEMPTS",
        "AWS_RETRY_MODE",
    ];

    /// <summary>
    /// What programs, interpreters and build tools need to find themselves and their packages: folders, languages and
    /// versions. The last lines are those of Windows.
    /// </summary>
    private const string Tools = """
        PATH USER LOGNAME SHELL SHLVL LANG LANGUAGE TZ TZDIR TMPDIR TMP TEMP HOSTNAME COLUMNS LINES COLORTERM CI
        SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE NODE_EXTRA_CA_CERTS NIX_SSL_CERT_FILE
        LD_LIBRARY_PATH PKG_CONFIG_PATH NIX_PATH NIX_PROFILES
        HOMEBREW_PREFIX HOMEBREW_CELLAR HOMEBREW_REPOSITORY ASDF_DIR ASDF_DATA_DIR MISE_DATA_DIR SDKMAN_DIR
        DOTNET_ROOT DOTNET_ROOT_X64 DOTNET_ROOT_X86 DOTNET_ROOT_ARM64 DOTNET_CLI_TELEMETRY_OPTOUT DOTNET_NOLOGO
        DOTNET_SYSTEM_GLOBALIZATION_INVARIANT DOTNET_BUNDLE_EXTRACT_BASE_DIR NUGET_PACKAGES
        PSModulePath POWERSHELL_TELEMETRY_OPTOUT
        NODE_PATH NODE_ENV NVM_DIR NVM_BIN NVM_HOME NVM_SYMLINK VOLTA_HOME FNM_DIR FNM_MULTISHELL_PATH
        PYTHONPATH PYTHONHOME PYTHONUSERBASE PYTHONUTF8 PYTHONIOENCODING PYTHONUNBUFFERED PYTHONDONTWRITEBYTECODE
        VIRTUAL_ENV CONDA_PREFIX CONDA_DEFAULT_ENV PYENV_ROOT PYENV_VERSION PIPX_HOME UV_PYTHON_INSTALL_DIR
        JAVA_HOME JDK_HOME JRE_HOME M2_HOME MAVEN_HOME GRADLE_HOME
        GOPATH GOROOT GOBIN GOMODCACHE GOTOOLCHAIN
        CARGO_HOME RUSTUP_HOME RUSTUP_TOOLCHAIN
        RBENV_ROOT RBENV_VERSION GEM_HOME GEM_PATH RUBYLIB PERL5LIB PHPRC R_HOME R_LIBS
        SystemRoot windir SystemDrive ComSpec PATHEXT OS NUMBER_OF_PROCESSORS PROCESSOR_ARCHITECTURE
        PROCESSOR_IDENTIFIER ProgramFiles ProgramFiles(x86) ProgramW6432 CommonProgramFiles CommonProgramFiles(x86)
        CommonProgramW6432 ProgramData ALLUSERSPROFILE PUBLIC COMPUTERNAME USERNAME USERDOMAIN
        """;

    private static readonly HashSet<string> Kept = new(
        [.. OfAws, .. Tools.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>How a command reaches the network. A user and a password in it are left out.</summary>
    private static readonly HashSet<string> Proxies = new(
        ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "FTP_PROXY", "NO_PROXY"],
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly string[] KeptPrefixes = ["LC_", "AWS_ENDPOINT_URL"];

    /// <summary>What only RoleAssist decides: who a command is in AWS.</summary>
    private static readonly string[] OwnPrefixes = ["AWS_", "BOTO_", RoleAssistVariables.Prefix];

    /// <summary>Throws unless the user may let commands have a variable.</summary>
    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>.</exception>
    public static void RequirePassable(IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => !Name().IsMatch(name) || IsOwn(name)) is { } wrong)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The variable '{wrong}' cannot be passed to an agent's commands.",
                "Pass variables of your own tools. RoleAssist sets those of AWS, and its own."
            );
        }
    }

    /// <param name="surroundings">The environment of this process.</param>
    /// <param name="passed">The names of the variables that the user lets commands have, besides the usual ones.</param>
    /// <param name="given">The changes that give it the agent's session.</param>
    /// <param name="agent">The agent's name, by which the command and what it starts are known as the agent's.</param>
    /// <param name="home">An empty folder.</param>
    /// <param name="config">A config file without credentials.</param>
    public static IReadOnlyList<EnvironmentChange> Create(
        ProcessEnvironment surroundings,
        IReadOnlyCollection<string> passed,
        IEnumerable<EnvironmentChange> given,
        string agent,
        string home,
        string config
    )
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in surroundings.StartingWith(""))
        {
            if (Proxies.Contains(name))
            {
                changes[name] = UserInformation().Replace(value, "${before}");
            }
            else if (!IsKept(name) && !passed.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                changes[name] = null;
            }
        }

        foreach (var change in given)
        {
            changes[change.Name] = change.Value;
        }

        // Python's packages of the user stay where they are: the AWS CLI may be one of them.
        if (OperatingSystem.IsLinux() && surroundings["HOME"] is { } before && surroundings["PYTHONUSERBASE"] is null)
        {
            changes["PYTHONUSERBASE"] = $"{before.TrimEnd('/')}/.local";
        }

        foreach (var name in HomeVariables)
        {
            changes[name] = home;
        }

        changes[RoleAssistVariables.Agent] = agent;
        changes[AwsVariables.ConfigFile] = config;
        changes[AwsVariables.SharedCredentialsFile] = $"{config}-credentials";
        changes[AwsVariables.Ec2MetadataDisabled] = "true";
        foreach (var (name, value) in Quiet)
        {
            changes[name] = value;
        }

        return [.. changes.Select(change => new EnvironmentChange(change.Key, change.Value))];
    }

    /// <summary>
    /// The user's own secrets in the environment of this process, which no command may print: the values of variables
    /// with the name of a secret, and passwords in addresses.
    /// </summary>
    public static IEnumerable<string> SecretsIn(ProcessEnvironment surroundings)
    {
        foreach (var (name, value) in surroundings.StartingWith(""))
        {
            if (SecretName().IsMatch(name))
            {
                yield return value;
            }

            if (UserInformation().Match(value) is { Success: true } found && found.Groups["password"].Success)
            {
                yield return found.Groups["password"].Value;
            }
        }
    }

    private static string[] HomeVariables =>
        OperatingSystem.IsWindows() ? ["HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"] : ["HOME", "USERPROFILE"];

    /// <summary>Nobody pages, and colors are no text.</summary>
    private static IEnumerable<(string Name, string Value)> Quiet =>
        [("AWS_PAGER", ""), ("PAGER", "cat"), ("MANPAGER", "cat"), ("NO_COLOR", "1"), ("TERM", "dumb")];

    private static bool IsKept(string name) =>
        Kept.Contains(name)
        || Array.Exists(KeptPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static bool IsOwn(string name) =>
        Array.Exists(OwnPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Names of variables that hold secrets, of AWS and of everything else.</summary>
    [GeneratedRegex(
        @"TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|(^|_)(PAT|PASS|PWD|DSN|AUTH)$|PGPASS|KEY$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SecretName();

    /// <summary>The user, and the password, in the address of a server.</summary>
    [GeneratedRegex(@"(?<before>^|://)[^/@\s:]*(:(?<password>[^/@\s]*))?@")]
    private static partial Regex UserInformation();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_()]*\z")]
    private static partial Regex Name();
}
