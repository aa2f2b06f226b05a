@echo off
rem Runs truckee. Needs Java 17 or newer, in JAVA_HOME or on the PATH.
setlocal
set "home=%~dp0"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if exist "%home%runtime\bin\java.exe" set "java=%home%runtime\bin\java"
"%java%" -version >nul 2>nul || (
  echo truckee: no java found: install Java, 17 or newer, or set JAVA_HOME 1>&2
  exit /b 1
)
rem The dot keeps the last backslash from hiding the quote.
set "program=-cp "%home%truckee.jar" "-Dtruckee.home=%home%." -Dtruckee.called=truckee -Dfile.encoding=UTF-8 org.truckee.node.Main"
if "%~1"=="grid" goto node
if "%~1"=="run" goto node
if "%~1"=="bench" goto node
"%java%" -XX:-UsePerfData -XX:TieredStopAtLevel=1 -XX:+UseSerialGC %program% %*
exit /b %errorlevel%
:node
rem A JVM from 24 on lets netty reach memory directly only if it is told so, and an older one does not know how it is told.
set "memory="
"%java%" --sun-misc-unsafe-memory-access=allow -version >nul 2>nul && set "memory=--sun-misc-unsafe-memory-access=allow -Dio.netty.noUnsafe=false"
"%java%" --add-modules=jdk.incubator.vector -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0 -XX:-UsePerfData -XX:+UseSerialGC ^
  -Xms64m -Xmn32m -XX:SurvivorRatio=3 %memory% %program% %*
exit /b %errorlevel%
