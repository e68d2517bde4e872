«if file-based»
#:package AWSSDK.SecurityToken@4.*

«else»
// AWSSDK 4: dotnet add package AWSSDK.SecurityToken
«end»
// Works with the credentials that RoleAssist has given to this terminal, debug session or task.
using System;
using System.Net.Http;
using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

// Without this the SDK would go on to whatever else the machine has, a default profile for one.
string[] injected = ["AWS_ACCESS_KEY_ID", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_PROFILE"];
if (!Array.Exists(injected, name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))))
{
    Console.Error.WriteLine("There are no credentials here. Assume a role for this terminal, or start this with: roleassist exec " + «profile» + " -- dotnet run");
    return 1;
}

// RoleAssist sets the region too, unless the profile has none.
var region = RegionEndpoint.GetBySystemName(Environment.GetEnvironmentVariable("AWS_REGION") ?? «region»);

try
{
    // No credentials are named: every client finds them by itself, and fresh ones when they are renewed.
    using var sts = new AmazonSecurityTokenServiceClient(region);
    var identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
«each wantedRole»
    // The ARN of a session is arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION.
    if (identity.Account != «account» || identity.Arn.Split('/')[1] != «roleName»)
    {
        Console.Error.WriteLine("This is meant for the role " + «roleName» + " in account " + «account» + $", and the credentials are those of {identity.Arn}.");
        return 1;
    }

«end»
    Console.WriteLine($"Working as {identity.Arn}");
    «cursor»
    return 0;
}
catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException)
{
    Console.Error.WriteLine($"AWS did not take the credentials: {fault.Message}");
    return 1;
}
