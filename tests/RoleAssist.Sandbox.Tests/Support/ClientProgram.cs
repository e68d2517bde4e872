using System.Diagnostics;
using System.Runtime.CompilerServices;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Sandbox.Tests.Support;

/// <summary>A client program, if it is installed on this machine.</summary>
internal sealed class ClientProgram
{
    private readonly string? _path;

    private ClientProgram(string? path) => _path = path;

    /// <summary>Python with boto3.</summary>
    public static ClientProgram Python { get; } =
        Find(["/usr/bin/python3", "python3", "python"], ["-c", "import boto3"]);

    public static ClientProgram AwsCli { get; } = Find(["/usr/bin/aws", "aws"], ["--version"]);

    /// <summary>Node.js with AWS' SDK for JavaScript, which the repository's tests have.</summary>
    public static ClientProgram Node { get; } =
        Find(
            ["node"],
            ["-e", "require('@aws-sdk/nested-clients/sso-oidc'); require('@aws-sdk/credential-provider-login')"]
        );

    public bool IsInstalled => _path is not null;

    /// <summary>Runs the client without any AWS variables in its environment except the given ones.</summary>
    public async Task<ClientRun> RunAsync(
        IReadOnlyDictionary<string, string> environment,
        params IEnumerable<string> arguments
    )
    {
        var start = StartInfo(_path ?? throw new InvalidOperationException("Not installed."), arguments);
        foreach (
            var name in start
                .Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase))
                .ToList()
        )
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ClientRun(process.ExitCode, output.Trim(), (await errors).Trim());
    }

    private static ClientProgram Find(string[] candidates, string[] probe) =>
        new(candidates.FirstOrDefault(candidate => Works(candidate, probe)));

    private static bool Works(string candidate, string[] probe)
    {
        try
        {
            using var process = Process.Start(StartInfo(candidate, probe))!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static ProcessStartInfo StartInfo(string path, IEnumerable<string> arguments) =>
        new(path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
}

/// <summary>The result of running a client.</summary>
internal sealed record ClientRun(int ExitCode, string Output, string Errors)
{
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, Errors);
        return Output;
    }
}

/// <summary>A test with boto3, which is skipped if boto3 is not installed.</summary>
public sealed class Boto3FactAttribute : FactAttribute
{
    public Boto3FactAttribute(
        [CallerFilePath] string? sourceFilePath = null,
        [CallerLineNumber] int sourceLineNumber = -1
    )
        : base(sourceFilePath, sourceLineNumber)
    {
        if (!ClientProgram.Python.IsInstalled)
        {
            Skip = "skipped: no Python with boto3 installed";
        }
    }
}

/// <summary>A test with the AWS CLI, which is skipped if the CLI is not installed.</summary>
public sealed class AwsCliFactAttribute : FactAttribute
{
    public AwsCliFactAttribute(
        [CallerFilePath] string? sourceFilePath = null,
        [CallerLineNumber] int sourceLineNumber = -1
    )
        : base(sourceFilePath, sourceLineNumber)
    {
        if (!ClientProgram.AwsCli.IsInstalled)
        {
            Skip = "skipped: no AWS CLI installed";
        }
    }
}

/// <summary>A test with AWS' SDK for JavaScript, which is skipped if Node.js or the SDK is not installed.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute(
        [CallerFilePath] string? sourceFilePath = null,
        [CallerLineNumber] int sourceLineNumber = -1
    )
        : base(sourceFilePath, sourceLineNumber)
    {
        if (!ClientProgram.Node.IsInstalled)
        {
            Skip = "skipped: no Node.js with AWS' SDK installed";
        }
    }
}
