Console.WriteLine("RunFunctions");
