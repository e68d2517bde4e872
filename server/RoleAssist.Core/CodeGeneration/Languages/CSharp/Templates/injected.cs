«if file-based»
#:package AWSSDK.SecurityToken@4.*

«else»
// AWSSDK 4: dotnet add package AWSSDK.SecurityToken
«end»
// Uses the credentials that RoleAssist provides to this terminal, debug session or task.
using System;
using System.Net.Http;
using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

// Without this check, the SDK would fall back to other credentials, such as a default profile.
string[] injected = ["AWS_ACCESS_KEY_ID", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_PROFILE"];
if (!Array.Exists(injected, name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))))
{
    Console.Error.WriteLine("There are no credentials here. Assume a role for this terminal, or start this with: roleassist exec " + «profile» + " -- dotnet run");
    return 1;
}

// RoleAssist also sets the region if the profile has one.
var region = RegionEndpoint.GetBySystemName(Environment.GetEnvironmentVariable("AWS_REGION") ?? «region»);

try
{
    // Do not pass credentials: each client finds them, and picks up renewed ones.
    using var sts = new AmazonSecurityTokenServiceClient(region);
    var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
«each wantedRole»
    // A session's ARN is arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION.
    if (identity.Account != «account» || identity.Arn.Split('/')[1] != «roleName»)
    {
        Console.Error.WriteLine("This program needs role " + «roleName» + " in account " + «account» + $", but the credentials belong to {identity.Arn}.");
        return 1;
    }

«end»
    Console.WriteLine($"Working as {identity.Arn}");
    «cursor»
    return 0;
}
catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException)
{
    Console.Error.WriteLine($"AWS rejected the credentials: {fault.Message}");
    return 1;
}
