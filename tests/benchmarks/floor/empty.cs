#:property CppCompilerAndLinker=gcc
// A minimal NativeAOT program, with which `roleassist --version` is compared.
return 0;
