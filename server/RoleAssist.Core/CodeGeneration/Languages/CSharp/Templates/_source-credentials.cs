«if sourceProfile»
    var source = DefaultAWSCredentialsIdentityResolver.GetCredentials(
        new AmazonSecurityTokenServiceConfig { Profile = new Profile(«sourceProfile») });
«else»
    var source = DefaultAWSCredentialsIdentityResolver.GetCredentials();
«end»
