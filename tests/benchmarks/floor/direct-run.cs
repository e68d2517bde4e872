#:property CppCompilerAndLinker=gcc
#:package AWSSDK.SecurityToken
#:property TreatWarningsAsErrors=false
#:property OptimizationPreference=Size

// The same calls and processes as `roleassist run` makes, and nothing else: assumes a role in each account on stdin and
// starts a program with its credentials. Arguments: the role's name, the number at once, the program.

using System.Diagnostics;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

var (role, parallel, program) = (args[0], int.Parse(args[1]), args[2]);
using var sts = new AmazonSecurityTokenServiceClient(new AmazonSecurityTokenServiceConfig { MaxErrorRetry = 0 });
var accounts = new List<string>();
while (Console.ReadLine() is { Length: > 0 } account)
{
    accounts.Add(account);
}

var (ok, notAssumed) = (0, 0);
await Parallel.ForEachAsync(
    accounts,
    new ParallelOptions { MaxDegreeOfParallelism = parallel },
    async (account, cancellationToken) =>
    {
        try
        {
            var assumed = await sts.AssumeRoleAsync(
                new AssumeRoleRequest
                {
                    RoleArn = $"arn:aws:iam::{account}:role/{role}",
                    RoleSessionName = "direct",
                    DurationSeconds = 3600,
                },
                cancellationToken
            );
            await RunAsync(assumed.Credentials, cancellationToken);
            Interlocked.Increment(ref ok);
        }
        catch (AmazonServiceException)
        {
            Interlocked.Increment(ref notAssumed);
        }
    }
);
Console.WriteLine($"{ok} {notAssumed}");

async Task RunAsync(Credentials credentials, CancellationToken cancellationToken)
{
    var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
    start.Environment["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId;
    start.Environment["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey;
    start.Environment["AWS_SESSION_TOKEN"] = credentials.SessionToken;
    using var process = Process.Start(start)!;
    await Task.WhenAll(
        process.StandardOutput.ReadToEndAsync(cancellationToken),
        process.StandardError.ReadToEndAsync(cancellationToken)
    );
    await process.WaitForExitAsync(cancellationToken);
}
